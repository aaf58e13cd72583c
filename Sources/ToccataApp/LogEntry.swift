import BachAPI
package import FoundationEssentials
package import ToccataCore

/// How much a line of the log matters.
package enum LogLevel: Int, CaseIterable, Comparable, Sendable {
    /// Questions whose answer is as expected.
    case debug
    case information, warning, error

    package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}

/// One line of the log.
package struct LogEntry: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        case notice(Notice)
        case exchange(ExchangeSummary)
    }

    package let time: Date
    package let content: Content

    package init(_ note: Note) {
        time = note.time
        content = .notice(note.notice)
    }

    /// An exchange has its place where it ended, or ended for the first time.
    package init(_ exchange: ExchangeSummary) {
        time = exchange.at.addingTimeInterval(exchange.took / .seconds(1))
        content = .exchange(exchange)
    }

    package var level: LogLevel {
        switch content {
        case .notice(let notice):
            switch notice.level {
            case .information: .information
            case .warning: .warning
            case .error: .error
            }
        case .exchange(let exchange): exchange.level
        }
    }

    /// What it says, without time, level and task.
    package var text: String {
        switch content {
        case .notice(let notice): notice.text
        case .exchange(let exchange): exchange.words
        }
    }

    package var exchange: ExchangeSummary? {
        guard case .exchange(let exchange) = content else { return nil }
        return exchange
    }

    /// Whether every word is somewhere in it, whatever the case.
    func contains(_ words: [String]) -> Bool {
        let all = [exchange?.task?.rawValue, exchange?.url, text].compactMap(\.self).joined(separator: " ").lowercased()
        return words.allSatisfy { all.contains($0) }
    }
}

extension ExchangeSummary {
    var level: LogLevel {
        if isSuccess { return kind == .query || kind == .lookUp ? .debug : .information }
        // A create that surely made nothing is tried again by itself, and so is everything that only asks.
        return kind == .create && !goesOutAgain ? .error : .warning
    }

    /// An account without money is told 429 in one dialect: waiting helps nothing there.
    private var goesOutAgain: Bool {
        let known = code.flatMap { APICode.of($0, httpStatus: status) }
        return (status == 429 || status == 503) && known?.isWorthWaiting != false
    }

    /// `POST create 200 0.31 s  t-1`.
    var words: String {
        let code = [nil, 0, 200].contains(code) ? nil : code.map { "code \($0)" }
        let repeated = count > 1 ? "(\(count) times)" : nil
        let start = [method, kind.word, status.map(String.init) ?? "no answer", Exchange.span(took)]
        return (start + [code, message, repeated]).compactMap(\.self).joined(separator: " ")
    }
}

extension Exchange.Kind {
    /// What it is called on the screen.
    package var word: String { self == .lookUp ? "look-up" : rawValue }
}
