import BachAPI

/// `docs/api.md`, made from the tables that the programs work by.
enum ReferencePage {
    static var text: String {
        let requests = [head, endpoints, profiles, everyBody] + Family.allCases.map(section)
        let answers = [uploads, messages, codes, statuses, assumptions]
        return (requests + answers).joined(separator: "\n\n") + "\n"
    }

    /// The mark of what no page says.
    static let ours = "†"

    private static let head = """
        # The Bach API

        What both programs take the API to be: `toccata` checks a request by it before anything is sent, `bach-local`
        answers by it. This page is made from the tables in the code by `make docs`; a test fails when it is stale.

        `\(ours)` marks what no page of the service says: an assumption of ours, which another server need not share.
        The last section lists the others. Pages are called by their names: \(pages).
        Of `capability-map`, `custom-subject` and `bach-upload` only the beginning is known.
        """

    private static let pages = Page.allCases.filter { $0 != .ours }.map { $0.rawValue.code }.joined(separator: ", ")

    /// A page's name, or the mark.
    static func name(_ page: Page) -> String { page == .ours ? ours : page.rawValue }

    private static var endpoints: String {
        var table = MarkdownTable("Request", "Does", "Page", "Code", "Used by `toccata`")
        for row in APIEndpoint.all {
            table.add(
                "\(row.method.rawValue) \(row.fullPath)".code,
                row.summary,
                name(row.page),
                successCode(row.operation).map { "\($0)" } ?? "none",
                row.isUsedByClient ? "yes" : "no"
            )
        }
        return """
            ## Endpoints

            \(table.text)

            *Code* is the `code` of a success; the client takes 0, 200, either in quotes, and none at all for one.
            `bach-local` serves every row, and below its root the files: `GET /videos/{task_id}.mp4`, `GET /subjects/…` and
            `GET /uploads/…` \(ours), without a token. Every other request needs `Authorization: Bearer TOKEN`.
            """
    }

    private static func successCode(_ operation: Operation) -> Int? {
        switch operation {
        case .create(let family), .query(let family), .list(let family): family.successCode
        case .find, .uploadFiles, .submitBatch, .batchStatus: APICode.success.code
        case .health, .openAPI: nil
        }
    }

    private static var profiles: String {
        var table = MarkdownTable("Endpoint", "`current`: April 2026", "`march2026`")
        for family in Family.allCases where Limits.current.durations[family] != nil {
            table.add(family.title, seconds(family, .current), seconds(family, .march2026))
        }
        return """
            ## Two sets of limits

            The pages disagree about how long a video may be. `bach-local --limits march2026` answers as the older ones
            say; everything else is the same in both.

            \(table.text)
            """
    }

    private static func seconds(_ family: Family, _ limits: Limits) -> String {
        let range = limits.duration(family)
        let figures = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
        return "\(figures) s: \(marked(limits.durationMessage(family)))"
    }

    /// A message, with the mark if no page prints it.
    static func marked(_ message: String) -> String {
        let isPrinted = Message.documented.contains { $0.template == message }
        return isPrinted ? message : "\(message) \(ours)"
    }
}
