/// The words of a command line, taken one by one.
struct Arguments {
    private var words: ArraySlice<String>
    /// After `--` everything is a value.
    private var isOver = false

    init(_ words: [String]) { self.words = words[...] }

    /// One word as it is to be understood.
    enum Word: Equatable {
        /// `--name`, or the part before the `=` of `--name=value`.
        case option(String)
        case value(String)
    }

    /// The next word; `--name=value` leaves the value for ``value(of:)``.
    mutating func next() -> Word? {
        guard let word = words.popFirst() else { return nil }
        if isOver || word == "-" || !word.hasPrefix("-") { return .value(word) }
        if word == "--" {
            isOver = true
            return next()
        }
        guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return .option(word) }
        words = [String(word[word.index(after: equals)...])] + words
        return .option(String(word[..<equals]))
    }

    /// The value that an option needs, whatever it looks like.
    mutating func value(of option: String) throws(UsageError) -> String {
        guard let word = words.popFirst() else { throw UsageError("\(option) needs a value.") }
        return word
    }

    /// Everything that is left, unread.
    mutating func rest() -> [String] {
        defer { words = [] }
        return Array(words)
    }
}
