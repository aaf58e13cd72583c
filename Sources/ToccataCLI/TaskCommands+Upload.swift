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
            failure: .init(first, hint: "Nothing was uploaded: put it right or leave it out.")
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
