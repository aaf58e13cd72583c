import BachAPI
import FoundationEssentials

/// What is looked for among tasks: words, `state:`, `mode:`, `tag:`, `on:`, `since:`, `before:`, each with `!` before it for what
/// is not wanted; all must fit.
package struct TaskFilter: Equatable, Sendable {
    /// Why a text is no filter, in a few words.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let description: String
        /// Behind which character of the text the word ends that means nothing.
        package fileprivate(set) var end = 0
    }

    enum Test: Equatable, Sendable {
        case word([UInt8])
        /// Those asked about in vain for long count as well, where a person's attention is meant.
        case states(Set<TaskState>, orOverdue: Bool)
        case modes(Set<Mode>)
        case recorded(Range<Date>)
        /// A tag, or how one begins.
        case tag(String)
    }

    struct Term: Equatable, Sendable {
        let test: Test
        let isWanted: Bool
    }

    /// As it was typed.
    package let text: String
    /// What may follow a key that nothing follows yet; such a key hides nothing.
    package let hint: String?
    let terms: [Term]
    /// What ages are counted from.
    private let now: Date

    /// Lets everything through.
    package init() { (text, hint, terms, now) = ("", nil, [], .distantPast) }

    package init(_ text: String, at clock: WallClock) throws(Problem) {
        var terms: [Term] = []
        var hint: String?
        for typed in text.split(whereSeparator: \.isWhitespace) {
            let word = typed.lowercased()
            if let known = Self.values[word.drop { $0 == "!" }] {
                hint = known
            } else {
                do throws(Problem) {
                    terms.append(try Self.term(word[...], clock))
                } catch {
                    var problem = error
                    problem.end = text.distance(from: text.startIndex, to: typed.endIndex)
                    throw problem
                }
            }
        }
        (self.text, self.hint, self.terms, now) = (text, hint, terms, clock.now)
    }

    package var isEmpty: Bool { terms.isEmpty }

    /// Whether other tasks may fit as time goes by.
    package var isTimed: Bool {
        terms.contains { term in
            switch term.test {
            case .states(_, let orOverdue): orOverdue
            case .recorded: true
            case .word, .modes, .tag: false
            }
        }
    }

    /// Whether it looks at nothing of a task but its words.
    package var isOfWords: Bool { terms.allSatisfy { if case .word = $0.test { true } else { false } } }

    /// Whether a task fits, of a filter of words.
    package func fits(_ text: SearchText) -> Bool {
        terms.allSatisfy { term in
            guard case .word(let word) = term.test else { return true }
            return text.contains(word) == term.isWanted
        }
    }

    /// - Parameter text: What words are looked for in; made once, for a filter is tried on many tasks at each key.
    package func fits(_ task: VideoTask, _ text: SearchText) -> Bool {
        terms.allSatisfy { term in
            switch term.test {
            case .word(let word): text.contains(word) == term.isWanted
            case .states(let states, let orOverdue):
                (states.contains(task.state) || orOverdue && task.isOverdue(at: now)) == term.isWanted
            case .modes(let modes): modes.contains(task.mode) == term.isWanted
            case .tag(let word): task.tags.words.contains { $0.hasPrefix(word) } == term.isWanted
            case .recorded(let times): times.contains(task.createdAt) == term.isWanted
            }
        }
    }

    // MARK: Reading

    private static func term(_ word: Substring, _ clock: WallClock) throws(Problem) -> Term {
        let isWanted = !word.hasPrefix("!")
        let rest = isWanted ? word : word.dropFirst()
        if rest.isEmpty { throw Problem(description: "! stands before what is not wanted: !state:done") }
        return Term(test: try test(rest, clock), isWanted: isWanted)
    }

    private static func test(_ word: Substring, _ clock: WallClock) throws(Problem) -> Test {
        guard let colon = word.firstIndex(of: ":") else { return .word(Array(word.utf8)) }
        let (key, value) = (String(word[..<colon]), String(word[word.index(after: colon)...]))
        switch key {
        case "state": return try states(value)
        case "mode": return .modes(try modes(value))
        case "tag": return .tag(value)
        case _ where timeKeys.contains(key):
            guard let times = times(key, value, clock) else { throw refusal(key, value) }
            return .recorded(times)
        default:
            // Prompts have colons too; what nearly is a key is more likely a slip.
            guard let meant = NearestWord.to(key, among: ["state", "mode", "since", "before"]), key.count > 2 else {
                return .word(Array(word.utf8))
            }
            throw Problem(description: "no \(key): did you mean \(meant):?")
        }
    }

    /// A state or a group of them, by its word, its label on the screen, or how a word begins.
    private static func states(_ value: String) throws(Problem) -> Test {
        if let group = groups.first(where: { $0.name == value }) { return test([group]) }
        let exact = TaskState.allCases.filter { $0.rawValue == value || $0.label.lowercased() == value }
        if !exact.isEmpty { return .states(Set(exact), orOverdue: false) }
        let names = TaskState.allCases.map { (name: $0.rawValue, states: Set([$0])) } + groups
        let begun = names.filter { $0.name.hasPrefix(value) }
        guard !begun.isEmpty else { throw refusal("state", value) }
        return test(begun)
    }

    private static func test(_ meant: [(name: String, states: Set<TaskState>)]) -> Test {
        let states = meant.reduce(into: Set<TaskState>()) { $0.formUnion($1.states) }
        return .states(states, orOverdue: meant.contains { $0.name == attention })
    }

    private static let attention = "attention"

    private static let groups: [(name: String, states: Set<TaskState>)] = [
        ("active", Set(TaskState.allCases.filter { !$0.isSettled })),
        (attention, Set(TaskState.allCases.filter(\.needsAttention))),
        ("unsent", Set(TaskState.allCases.filter(\.isUnsent))),
        ("finished", [.downloading, .done, .unsaved]),
    ]

    private static func modes(_ value: String) throws(Problem) -> Set<Mode> {
        let begun = Mode.allCases.filter { $0.rawValue.hasPrefix(value) || $0.abbreviation == value }
        guard !begun.isEmpty else { throw refusal("mode", value) }
        return Set(begun)
    }

    /// The keys, with what may follow them.
    private static let values: [Substring: String] = [
        "state:": (groups.map(\.name) + TaskState.allCases.map(\.rawValue)).joined(separator: " "),
        "mode:": Mode.allCases.map(\.abbreviation).joined(separator: " "),
        "tag:": "a word of yours",
        "on:": timeHint, "since:": timeHint, "before:": timeHint,
    ]

    private static func refusal(_ key: String, _ value: String) -> Problem {
        Problem(description: "no \(key) \(value): \(values["\(key):"] ?? "")")
    }
}
