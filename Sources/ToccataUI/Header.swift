import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

extension Screen {
    var title: String {
        switch self {
        case .queue: "Queue"
        case .compose: "Compose"
        case .library: "Library"
        case .references: "Refs"
        case .log: "Log"
        }
    }
}

/// The rooms on the left, the service on the right.
func drawHeader(_ state: AppState, in row: Rect, _ frame: inout Frame) {
    var right = serviceParts(state, columns: row.columns)
    let left = rooms(state, columns: row.columns, beside: right)
    frame.put(left.pieces, in: row)
    let used = PlainText.columns(of: left.pieces.map(\.text).joined())
    while let last = right.indices.last, width(right) + 1 > row.columns - used {
        // The news that the service is away is worth more than how much there is to do.
        right.remove(at: last)
    }
    var place = row.splitRight(width(right)).right
    for (index, part) in right.enumerated() {
        place = place.splitLeft(frame.put((index == 0 ? "" : " ") + part.text, at: place.origin, part.style)).rest
    }
}

private func width(_ parts: [(text: String, style: Style)]) -> Int {
    parts.reduce(0) { $0 + PlainText.columns(of: $1.text) } + max(0, parts.count - 1)
}

/// The program's own name gives way to the news that nothing is sent, or something not saved.
private func rooms(_ state: AppState, columns: Int, beside right: [(text: String, style: Style)]) -> Line {
    if columns < 80 { return shortRooms(state) }
    let full = rooms(state, gap: columns < 100 ? " " : "  ")
    let used = PlainText.columns(of: full.pieces.map(\.text).joined())
    let isNarrow = used + 1 + width(Array(right.prefix(2))) > columns
    let isNews =
        state.hold != nil || state.ledgerTrouble != nil || state.queue.unsaved != nil || state.queue.hasBrokenDownload
    return isNews && isNarrow
        ? Line(pieces: Array(full.pieces.dropFirst())) : full
}

private func rooms(_ state: AppState, gap: String) -> Line {
    let titles: [(text: String, style: Style)] = Screen.allCases.map { screen in
        let name = "\(screen.rawValue) \(screen.title)"
        return screen == state.screen ? ("\(gap)[\(name)]", .title) : ("\(gap)\(name)", .dim)
    }
    return Line(pieces: [(gap.count > 1 ? " TOCCATA" : "TOCCATA", .title)] + titles)
}

private func activity(_ state: AppState, _ columns: Int) -> String {
    guard let most = state.mostRunning else {
        return columns < 100 ? "\(state.activeCount)" : "\(state.activeCount) active"
    }
    let running = "\(state.runningCount(at: state.destination.server))/\(most)"
    return columns < 100 ? running : "active " + running
}

private func words(for unsaved: Unsaved, _ state: AppState, _ columns: Int) -> (text: String, style: Style) {
    let word = columns < 100 ? "DONE!" : "unsaved"
    return ("\(unsaved.count) \(word) \(Age.text(since: unsaved.since, now: state.now))", .warning.bold)
}

private func word(for hold: Hold, _ columns: Int) -> String {
    hold.isPause ? "PAUSED" : columns < 100 ? "HELD" : "ON HOLD"
}

private func shortRooms(_ state: AppState) -> Line {
    Line(pieces: [("TOCCATA ", .dim), (state.screen.title, .title)])
}

private func serviceParts(_ state: AppState, columns: Int) -> [(text: String, style: Style)] {
    let isShort = columns < (state.ledgerTrouble == nil ? 80 : 100)
    let server = state.destination.server
    let name = server.isLocal ? (isShort ? "LOCAL" : "LOCAL placeholder videos") : server.name
    var parts: [(text: String, style: Style)] = [(name, server.isLocal ? .warning.bold : .accent)]
    if let trouble = state.ledgerTrouble { parts.append((TroubleWords.label(trouble), .bad.bold)) }
    if let hold = state.hold { parts.append((word(for: hold, columns), .bad.bold)) }
    let unsaved = state.queue.unsaved.map { words(for: $0, state, columns) }
    if let unsaved, !state.network.isDown { parts.append(unsaved) }
    switch state.network {
    case .unknown, .reachable:
        if state.queue.hasBrokenDownload {
            // The service may well answer, the host of the videos does not.
            parts.append((columns < 100 ? "videos down" : "video host down", .bad.bold))
        } else if state.network == .reachable {
            parts.append(("ok", .good))
        }
    case .down(let since, _):
        parts.append(("down", .bad.bold))
        parts.append((Age.text(since: since, now: state.now), .bad))
        if let unsaved { parts.append(unsaved) }
    }
    if state.activeCount > 0 {
        parts.append((activity(state, columns), .normal))
    }
    return parts
}
