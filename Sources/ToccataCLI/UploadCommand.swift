import BachAPI
import BachClient
import PlainText
import ToccataConductor
import ToccataRuntime

/// `toccata upload`.
extension TaskCommands {
    /// Uploads pictures once all of them were found good; then each has an outcome of its own.
    func upload(_ files: [String]) async throws -> Report {
        let paths = files.map(context.absolute)
        let problems = paths.map { PictureInspector.uploadProblem(with: $0) }
        if let first = problems.lazy.compactMap(\.self).first {
            await finish()
            return unsent(files, problems, first)
        }
        for path in paths {
            guard let problem = PictureInspector.problem(with: path) else { continue }
            context.output.error("warning: \(problem) It is uploaded, but no video can be made from it.")
        }
        let output = context.output
        let uploaded = try await conductor.upload(paths, to: workplace.server) {
            output.progress(UploadLine.text($0))
        }
        await finish()
        return report(files, uploaded)
    }

    /// One file that cannot be sent keeps all from being sent: nothing is lost, and the next run can be whole.
    private func unsent(_ files: [String], _ problems: [String?], _ first: String) -> Report {
        let others = problems.compactMap(\.self).dropFirst()
        for problem in others { context.output.error("toccata: \(problem)") }
        let data = zip(files, problems).map { file, problem in
            UploadReport.json(file, url: nil, isSent: false, error: problem.map { (.invalidRequest, .init($0)) })
        }
        return Report(
            .invalidRequest,
            data: .array(data),
            failure: .init(first, hint: "Nothing was sent: every file has to be a picture that can be.")
        )
    }

    private func report(_ files: [String], _ uploaded: [UploadedFile]) -> Report {
        let data = zip(files, uploaded).map { file, outcome in
            let error = outcome.trouble.map { UploadReport.failure($0, of: file) }
            return UploadReport.json(file, url: outcome.url, isSent: outcome.isSent, error: error)
        }
        // Each URL stays in the line of its file.
        let lines = uploaded.map { PlainText.line($0.url ?? "") }
        let failures = UploadReport.failures(files, uploaded)
        guard let worst = failures.indices.max(by: { failures[$0].code < failures[$1].code }) else {
            return Report(data: .array(data), lines: lines)
        }
        for index in failures.indices where index != worst {
            context.output.error("toccata: \(failures[index].failure.message)")
        }
        return Report(failures[worst].code, data: .array(data), lines: lines, failure: failures[worst].failure)
    }
}

extension UploadedFile {
    fileprivate var url: String? { try? result.get() }

    fileprivate var trouble: UploadTrouble? {
        guard case .failure(let trouble) = result else { return nil }
        return trouble
    }
}

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

/// The line that says how far an upload is.
enum UploadLine {
    /// `uploading 57 of 300, 570 of 3000 MB, 45.2 MB/s`.
    static func text(_ progress: UploadProgress) -> String {
        let count = "\(progress.pictures) of \(progress.totalPictures)"
        if progress.isChecking { return "reading \(count)" }
        guard progress.totalBytes > 0 else { return "uploading \(count)" }
        let amount = "\(megabytes(progress.bytes)) of \(megabytes(progress.totalBytes)) MB"
        let rate = progress.rate.map { ", \(tenths($0 / 1_000_000)) MB/s" } ?? ""
        return "uploading \(count), \(amount)\(rate)"
    }

    /// Whole ones from ten on, tenths below.
    private static func megabytes(_ bytes: Int) -> String {
        bytes >= 10_000_000 ? "\(bytes / 1_000_000)" : tenths(Double(bytes) / 1_000_000)
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
