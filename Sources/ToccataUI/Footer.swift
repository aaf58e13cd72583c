import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The notice, and the keys of the place that has the focus.
///
/// What does not fit into its line goes on over the hints.
func drawFooter(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    if layout[.notice].isEmpty {
        return frame.put(noticePieces(state).map(onOneLine) ?? hints(state, layout), in: layout[.hints])
    }
    let notice = noticePieces(state).map { onTwoLines($0, layout[.notice].columns) }
    frame.put(notice?.first ?? standing(state), in: layout[.notice])
    frame.put(notice?.second ?? hints(state, layout), in: layout[.hints])
}

/// Draws what is worth a line while nothing was said; the hints stay as they are.
func drawStanding(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    // What is said of a filter goes on over both lines.
    if layout[.notice].isEmpty || state.saidOfFilter != nil { return drawFooter(state, layout, &frame) }
    frame.put(standing(state), in: layout[.notice])
}

private typealias Pieces = [(String, Style)]

private func onOneLine(_ pieces: (lead: Pieces, text: String, style: Style)) -> Pieces {
    pieces.lead + [(pieces.text, pieces.style)]
}

private func onTwoLines(
    _ pieces: (lead: Pieces, text: String, style: Style),
    _ columns: Int
) -> (first: Pieces, second: Pieces?) {
    let lead = pieces.lead.reduce(0) { $0 + PlainText.columns(of: $1.0) }
    guard !pieces.text.isEmpty, lead + PlainText.columns(of: pieces.text) > columns else {
        return (onOneLine(pieces), nil)
    }
    let rows = PlainText.wrapped(pieces.text, to: max(1, columns - lead))
    let rest = rows.dropFirst().joined(separator: " ")
    return (
        pieces.lead + [(rows[0], pieces.style)], [(String(repeating: " ", count: lead), .normal), (rest, pieces.style)]
    )
}

private func hints(_ state: AppState, _ layout: Layout) -> [(String, Style)] {
    let shown = state.overlays.isEmpty ? state.atDetail : state
    return Hints(shown, isReadable: isReadable(state, layout)).line(columns: layout[.hints].columns)
}

private func noticePieces(_ state: AppState) -> (lead: Pieces, text: String, style: Style)? {
    if let prefix = state.prefix { return (continuations(of: prefix, state), "", .normal) }
    guard let notice = state.notice else {
        return state.saidOfFilter.map { ([(" ", .normal)], $0.text, $0.style) }
    }
    // What it quotes may have line breaks.
    let text = PlainText.line(notice.text)
    switch notice.level {
    case .information: return ([(" ", .normal)], text, .normal)
    case .warning: return ([(" ", .normal)], text, .warning)
    case .error: return ([(" error: ", .bad.bold)], text, .bad)
    }
}

extension AppState {
    /// What is wrong with the filter that is being typed, or what may follow its key.
    fileprivate var saidOfFilter: (text: String, style: Style)? {
        guard let filter = shownTasks?.filter, filter.isTyping else { return nil }
        if let problem = filter.problem { return (problem.description, .warning) }
        return filter.filter.hint.map { ($0, .dim) }
    }
}

/// What can follow the first chord of several; while a text is typed, what would do something to it.
private func continuations(of prefix: Chord, _ state: AppState) -> [(String, Style)] {
    var pieces: [(String, Style)] = [(" \(prefix)-", .key)]
    for binding in Context.stack(state).flatMap({ state.keymap[$0] }) {
        if state.isTyping, state.refusal(of: binding.action) != nil { continue }
        for keys in binding.keys where keys.count > 1 && keys[0] == prefix {
            pieces += [("  \(keys[1])", .key), (" \(binding.title.split(separator: " ").last ?? "")", .hint)]
        }
    }
    return pieces
}

/// What is worth a line while there is no notice.
private func standing(_ state: AppState) -> [(String, Style)] {
    if let trouble = state.ledgerTrouble { return [(" " + TroubleWords.line(trouble), .bad)] }
    if state.shownTasks != nil, !state.marks.isEmpty { return [(" " + MarkWords.line(state), .accent)] }
    if state.screen != .queue, let hold = HoldWords.line(state) { return [(" " + hold, .warning)] }
    if case .down(_, let reason) = state.network { return [(" The service cannot be reached: " + reason, .warning)] }
    if let unsaved = state.queue.unsaved {
        return [
            (
                " \(unsaved.words(at: state.now)): \(state.key(.nextWaiting)) goes there, \(state.key(.download)) saves",
                .warning
            )
        ]
    }
    let waiting = state.needyCount
    guard state.screen == .queue, waiting > 0 else { return [("", .normal)] }
    let tasks = waiting == 1 ? "1 task needs" : "\(waiting) tasks need"
    return [(" \(tasks) a look: \(state.key(.nextWaiting)) goes there", .dim)]
}
