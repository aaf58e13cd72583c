import BachAPI

@testable import BachServer
@testable import ToccataCLI

extension ReferencePage {
    /// Everything about the requests that make one kind of task.
    static func section(_ family: Family) -> String {
        var table = MarkdownTable("Field", "Type", "Takes", "Left out", "Said of what is wrong", "`toccata submit`")
        for rule in FieldTable.rules(of: family) {
            let form = rule.form(family)
            table.add(
                rule.name.code,
                form.kind.rawValue,
                takes(rule, family),
                leftOut(rule),
                said(rule, family),
                option(rule, family)
            )
        }
        return """
            ## \(family.title)

            \(introduction(family))

            \(table.text)\(besides(family))
            """
    }

    private static func introduction(_ family: Family) -> String {
        var lines = [
            "\("POST \(APIEndpoint.base + family.path)".code), page `\(name(family.page))`. A success has "
                + "code \(family.successCode), `data.task_id` and `data.\(family.createdField)`"
                + (family.dialect == .kling ? " in milliseconds." : " in seconds.")
        ]
        lines.append("The first row that a body breaks is the answer; unknown fields are ignored.")
        if family.dialect == .kling {
            lines.append(
                "Names and figures are Kling's, from whose documentation the page was taken. An answer has a "
                    + "`request_id`, a failure no `data`."
            )
        }
        if let mode = Mode.videos.first(where: { $0.family == family }) {
            lines.append(
                "`toccata submit \(mode.rawValue)` and the console check by the same rows and send nothing that breaks "
                    + "one; `--request FILE` sends a body as it is, after the same check. An option for a `true` or "
                    + "`false` has a second one with `--no-` in front."
            )
        } else if APIEndpoint.all.contains(where: { $0.operation == .create(family) && $0.isUsedByClient }) {
            lines.append("`toccata subject create --from-text` uses it.")
        } else {
            lines.append("`toccata` does not offer it; `bach-local` serves it for its messages.")
        }
        return lines.joined(separator: "\n")
    }

    /// What is said of a JSON body before its fields are looked at.
    static var everyBody: String {
        """
        ## Every JSON body

        Said with code \(APICode.invalidParameter.code), or multi-image2video's \(APICode.Kling.invalidParameter.code), before
        any field is looked at; too large with HTTP 413:

        \(list(ofBodies))
        """
    }

    static let ofBodies = further(.textToVideo)

    /// What is said of elements of lists, and of nothing that a row has.
    private static func besides(_ family: Family) -> String {
        let texts = further(family).filter { !ofBodies.contains($0) }
        return texts.isEmpty ? "" : "\n\nSaid besides:\n\n" + list(texts)
    }

    /// The texts that no row of the family's table has.
    private static func further(_ family: Family) -> [String] {
        let rows = FieldTable.rules(of: family).flatMap { [$0.missing, $0.refused, $0.tooLong] }
        let above = Set(rows.compactMap { $0 } + [Limits.current.durationMessage(family)])
        return texts(.create(family)).filter { !above.contains($0) }
    }

    /// Messages, each with its mark.
    static func list(_ texts: [String]) -> String { texts.map { "* \(marked($0))" }.joined(separator: "\n") }

    /// Everything that is said of wrong parameters, each once.
    static func texts(_ operation: BachAPI.Operation) -> [String] {
        let failures = APIEndpoint.all.filter { $0.operation == operation }
            .flatMap(FailureTexts(limits: .current).failures)
        var seen: Set<String> = []
        return failures.filter { $0.code.kind == .parameter }.flatMap { failure in
            failure.texts.filter { $0 != failure.code.meaning && seen.insert($0).inserted }
        }
    }

    // MARK: - Cells

    private static func takes(_ rule: FieldRule, _ family: Family) -> String {
        let now = takes(rule.form(family))
        let before = takes(rule.form(family, .march2026))
        return now == before ? now : "\(now); march2026: \(before)"
    }

    private static func takes(_ form: FieldForm) -> String {
        if !form.words.isEmpty { return form.words.map(\.code).joined(separator: ", ") }
        if !form.numbers.isEmpty { return form.numbers.map { "\($0)" }.joined(separator: ", ") }
        if let range = form.range { return interval(range, isWhole: form.kind == .integer) }
        if let count = form.count { return "\(count.lowerBound) to \(count.upperBound) elements" }
        if form.isPicture { return "http or https URL, or raw base64" }
        let length = form.length.map { "up to \($0.grouped) characters" }
        if form.isLink { return ["http or https URL", length].compactMap { $0 }.joined(separator: ", ") }
        return length ?? (form.kind == .boolean ? "`true`, `false`" : "the fields below")
    }

    private static func interval(_ range: ClosedRange<Double>, isWhole: Bool) -> String {
        guard isWhole else { return "\(range.lowerBound) to \(range.upperBound)" }
        let (least, most) = (Int(range.lowerBound), Int(range.upperBound))
        return least == most ? "\(least)" : "\(least.grouped) to \(most.grouped)"
    }

    private static func leftOut(_ rule: FieldRule) -> String {
        if rule.isRequired { return "**required**" + (rule.condition.map { " " + $0 } ?? "") }
        return rule.fallback.map { $0.text().code } ?? (rule.name == "seed" ? "random" : "–")
    }

    private static func said(_ rule: FieldRule, _ family: Family) -> String {
        if case .duration = rule.shape {
            let texts = [Limits.current, .march2026].map { $0.durationMessage(family) }
            return "\(marked(texts[0]))<br>march2026: \(marked(texts[1]))"
        }
        var parts: [String] = []
        if let missing = rule.missing, missing != rule.refused { parts.append("missing: \(marked(missing))") }
        parts.append(marked(rule.refused))
        if let tooLong = rule.tooLong { parts.append("too long: \(marked(tooLong))") }
        return parts.joined(separator: "<br>")
    }

    /// The option that fills the field, tried with the parser itself.
    private static func option(_ rule: FieldRule, _ family: Family) -> String {
        guard let mode = Mode.videos.first(where: { $0.family == family }) else { return "–" }
        let flags: [String] =
            switch rule.name {
            case "image_url", "image_list": ["--image"]
            case "watermark_info.enabled": ["--watermark"]
            case "reference_inputs": ["--image", "--subject"]
            case "model_name": []
            default: ["--" + rule.name.replacing("_", with: "-")]
            }
        let taken = flags.filter { isTaken($0, mode) }
        if rule.name == "model_name" { return "sent by itself" }
        return taken.isEmpty ? "–" : taken.map(\.code).joined(separator: ", ")
    }

    private static func isTaken(_ flag: String, _ mode: Mode) -> Bool {
        [[], ["1"]].contains { values in
            (try? CommandParser.parse(["submit", mode.rawValue, flag] + values)) != nil
        }
    }
}
