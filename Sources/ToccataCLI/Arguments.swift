/// The words of a command line, taken one by one.
struct Arguments {
    private var words: ArraySlice<String>
    /// After `--` everything is a value.
    private var isOver = false
    /// The first word stood behind a `=`.
    private var isJoined = false

    init(_ words: [String]) { self.words = words[...] }

    /// One word as it is to be understood.
    enum Word: Equatable {
        /// `--name`, or the part before the `=` of `--name=value`.
        case option(String)
        case value(String)
    }

    /// The next word; `--name=value` leaves the value for ``value(of:)``.
    mutating func next() -> Word? {
        isJoined = false
        guard let word = words.popFirst() else { return nil }
        if isOver || word == "-" || !word.hasPrefix("-") { return .value(word) }
        if word == "--" {
            isOver = true
            return next()
        }
        guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return .option(word) }
        words = [String(word[word.index(after: equals)...])] + words
        isJoined = true
        return .option(String(word[..<equals]))
    }

    /// The value that an option needs; an option in its place means that it was forgotten, unless a `=` joins them.
    mutating func value(of option: String) throws(UsageError) -> String {
        guard let word = words.popFirst() else { throw UsageError("\(option) needs a value.") }
        guard isJoined || !Self.options.contains(word) else {
            throw UsageError("\(option) needs a value, and \(word) is an option; \(option)=\(word) takes it as one.")
        }
        return word
    }

    private static let options = Set(
        SubmitOption.all.map(\.flag)
            + SubmitOption.all.filter { $0.kind == .toggle }.map { "--no-" + $0.flag.dropFirst(2) }
            + [
                "--wait", "--timeout", "--poll-interval", "--download", "--dry-run", "--json", "--request", "--image",
                "--subject", "--state", "--mode", "--limit", "--to", "--description", "--style", "--type",
                "--from-text", "--page",
                "--page-size", "--plain", "--port", "--host", "--public-url", "--new-path", "--print-url",
            ]
    )

    /// Everything that is left, unread.
    mutating func rest() -> [String] {
        defer { words = [] }
        return Array(words)
    }
}
