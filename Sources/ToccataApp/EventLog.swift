package import TerminalKit
import ToccataCore

/// The newest notices and exchanges, oldest first, as far as level and filter let them through.
package struct EventLog: Equatable, Sendable {
    /// The most entries kept.
    package static let capacity = 1000

    private struct Numbered: Equatable, Sendable {
        let number: Int
        let entry: LogEntry
    }

    private var all: [Numbered] = []
    private var made = 0
    /// The numbers of the exchanges among them.
    private var known: Set<Int> = []
    /// Places in `all`.
    private var shown: [Int] = []
    private var selected: Int?
    package private(set) var viewport = ListViewport()
    package private(set) var leastLevel = LogLevel.information
    /// What is looked for; empty for everything.
    package private(set) var filter = TextEditor()
    package private(set) var isTypingFilter = false

    package init() {}

    package var entries: [LogEntry] { shown.map { all[$0].entry } }
    package var count: Int { shown.count }
    package var countOfAll: Int { all.count }
    package subscript(index: Int) -> LogEntry { all[shown[index]].entry }
    package var selection: LogEntry? { viewport.selection.map { self[$0] } }
    /// Whether the mark stands on the newest entry, and goes with it.
    package var isFollowing: Bool { (viewport.selection ?? 0) >= shown.count - 1 }
    var lastNote: Notice? {
        for case .notice(let notice) in all.reversed().lazy.map(\.entry.content) { return notice }
        return nil
    }

    /// Adds a note where its time belongs; the mark follows when it stood on the newest.
    mutating func add(_ note: Note) { change { $0.insert(LogEntry(note)) } }

    /// Adds exchanges; one that came before takes its own place again.
    mutating func add(_ exchanges: [ExchangeSummary]) {
        change { log in
            for exchange in exchanges {
                let entry = LogEntry(exchange)
                guard !log.known.insert(exchange.number).inserted else {
                    log.insert(entry)
                    continue
                }
                guard let index = log.all.lastIndex(where: { $0.entry.exchange?.number == exchange.number }) else {
                    continue
                }
                log.all[index] = Numbered(number: log.all[index].number, entry: entry)
            }
        }
    }

    mutating func move(_ motion: Motion, rows: Int) {
        viewport.move(motion, rows: rows)
        selected = viewport.selection.map { all[shown[$0]].number }
    }

    // MARK: Level and filter

    /// Shows more or less: from information on, from warnings on, errors, everything.
    mutating func nextLevel() {
        let next: [LogLevel: LogLevel] = [.information: .warning, .warning: .error, .error: .debug]
        change { $0.leastLevel = next[$0.leastLevel] ?? .information }
    }

    mutating func beginFilter() { isTypingFilter = true }
    mutating func endTyping() { isTypingFilter = false }

    mutating func clearFilter() {
        isTypingFilter = false
        edit { $0 = TextEditor() }
    }

    mutating func edit(_ editing: (inout TextEditor) -> Void) { change { editing(&$0.filter) } }

    // MARK: Keeping order

    private mutating func insert(_ entry: LogEntry) {
        let index = (all.lastIndex { $0.entry.time <= entry.time } ?? -1) + 1
        all.insert(Numbered(number: made, entry: entry), at: index)
        made += 1
        guard all.count > Self.capacity else { return }
        if let exchange = all.removeFirst().entry.exchange { known.remove(exchange.number) }
    }

    /// Changes what there is or what is shown of it, and puts the mark back on its entry.
    private mutating func change(_ change: (inout EventLog) -> Void) {
        let wasFollowing = isFollowing
        change(&self)
        let words = filter.text.lowercased().split(separator: " ").map(String.init)
        shown = all.indices.filter { index in
            let entry = all[index].entry
            return entry.level >= leastLevel && (words.isEmpty || entry.contains(words))
        }
        viewport.resize(count: shown.count)
        if wasFollowing {
            viewport.select(shown.count - 1)
        } else if let index = shown.firstIndex(where: { all[$0].number == selected }) {
            viewport.select(index)
        }
        selected = viewport.selection.map { all[shown[$0]].number }
    }
}
