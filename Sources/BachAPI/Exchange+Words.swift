extension Exchange {
    /// The service's code in the answer, a number or a number in quotes.
    package var code: Int? {
        answer?.body?.json?["code"]?.integerOrDigits
    }

    /// What the answer says in a line: the status of a task, the message of anything else; or why there is none.
    package var message: String? {
        switch outcome {
        case .failed(let reason): return Self.cut(reason)
        case .answered(let answer):
            guard let body = answer.body?.json else { return nil }
            let data = body["data"] ?? .null
            let texts = [data["status"] ?? data["task_status"], data["message"]].compactMap { $0?.stringValue }
            if data["status"] ?? data["task_status"] != nil { return Self.cut(texts.joined(separator: " ")) }
            let others = [data["task_id"], body["message"], data["message"]]
            return others.lazy.compactMap { $0?.stringValue }.first { !$0.isEmpty }.map(Self.cut)
        }
    }

    /// A line, not a page.
    private static func cut(_ text: String) -> String { String(text.prefix(500)) }

    /// Whether the service did what it was asked for.
    package var isSuccess: Bool {
        guard let answer, 200..<300 ~= answer.status else { return false }
        return [nil, 0, 200].contains(code)
    }
}
