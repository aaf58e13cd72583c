import BachAPI
import BachClient
import ToccataConductor

/// How an upload is told to scripts.
enum UploadReport {
    static func json(
        _ file: String,
        url: String?,
        isSent: Bool,
        error: (code: ExitCode, failure: Report.Failure)?
    ) -> JSONValue {
        let error: JSONValue? = error.map { error in
            [
                "code": .string(error.code.word), "message": .string(error.failure.message),
                "api_code": error.failure.apiCode.map { .integer(Int64($0)) } ?? .null,
                "http_status": error.failure.httpStatus.map { .integer(Int64($0)) } ?? .null,
            ]
        }
        return [
            "file": .string(file), "url": url.map(JSONValue.string) ?? .null, "sent": .bool(isSent),
            "error": error ?? .null,
        ]
    }

    /// What went wrong, said once for all files that met the same, in the order of the first of each.
    static func failures(
        _ files: [String],
        _ uploaded: [UploadedFile]
    ) -> [(code: ExitCode, failure: Report.Failure)] {
        var groups: [(trouble: UploadTrouble, file: String, others: Int)] = []
        for (file, outcome) in zip(files, uploaded) {
            guard let trouble = outcome.trouble else { continue }
            if let known = groups.firstIndex(where: { $0.trouble == trouble }) {
                groups[known].others += 1
            } else {
                groups.append((trouble, file, 0))
            }
        }
        return groups.map { group in
            let more = group.others == 1 ? "1 more file" : "\(group.others) more files"
            return failure(group.trouble, of: group.others == 0 ? group.file : "\(group.file) and \(more)")
        }
    }

    static func failure(_ trouble: UploadTrouble, of file: String) -> (code: ExitCode, failure: Report.Failure) {
        switch trouble {
        case .unreachable(let reason), .throttled(let reason, _), .unclear(let reason):
            let hint = "The same command goes on where it was: what has a URL is not sent again."
            return (.unreachable, .init("\(file): \(reason)", hint: hint))
        case .refused(let failure):
            return (
                .refused,
                .init(
                    "\(file): \(failure.message)",
                    hint: failure.advice,
                    apiCode: failure.code,
                    httpStatus: failure.httpStatus
                )
            )
        case .rejected(let reason): return (.refused, .init("\(file): \(reason)"))
        case .unreadable(let reason): return (.invalidRequest, .init(reason))
        }
    }
}

extension UploadedFile {
    /// Nil where it has none, and `trouble` says why.
    var url: String? { try? result.get() }

    var trouble: UploadTrouble? {
        guard case .failure(let trouble) = result else { return nil }
        return trouble
    }
}
