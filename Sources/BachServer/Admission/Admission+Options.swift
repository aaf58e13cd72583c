import FoundationEssentials

extension Admission {
    /// Reads the files that the options name.
    ///
    /// - Throws: ``OptionProblem`` with a sentence about what is wrong, and where.
    init(_ options: ServerOptions) throws(OptionProblem) {
        if let path = options.sensitive {
            words = SensitiveWords(list: try Self.text("--sensitive", path))
            guard !words.isEmpty else {
                throw OptionProblem("--sensitive \(path) lists no words: write one a line, without # before it")
            }
        }
        if let path = options.plan {
            let text = try Self.text("--plan", path)
            do {
                plan = try AccountPlan(json: text)
            } catch {
                throw OptionProblem("--plan \(path) cannot be used: \(error)")
            }
        }
        credits = options.credits
    }

    private static func text(_ option: String, _ path: String) throws(OptionProblem) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            let reason = (error as? CocoaError).map { "\(FileProblem($0))" } ?? "\(error)"
            throw OptionProblem("\(option) \(path) cannot be read: \(reason)")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw OptionProblem("\(option) \(path) is no UTF-8 text: save it as UTF-8")
        }
        return text
    }
}
