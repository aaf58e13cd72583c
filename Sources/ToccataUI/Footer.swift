import TerminalKit
import ToccataApp
import ToccataCore

/// The notice, and the keys of the place that has the focus.
func drawFooter(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    drawNotice(state, layout, &frame)
    if !layout[.notice].isEmpty { frame.put(hints(state, layout), in: layout[.hints]) }
}

/// Draws what was said last; where it has no line of its own, over the hints.
func drawNotice(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    if layout[.notice].isEmpty {
        frame.put(noticePieces(state) ?? hints(state, layout), in: layout[.hints])
    } else {
        frame.put(noticePieces(state) ?? standing(state), in: layout[.notice])
    }
}

private func hints(_ state: AppState, _ layout: Layout) -> [(String, Style)] {
    let shown = state.overlays.isEmpty ? state.atDetail : state
    return Hints(shown, isReadable: isReadable(state, layout)).line(columns: layout[.hints].columns)
}

private func noticePieces(_ state: AppState) -> [(String, Style)]? {
    if let prefix = state.prefix { return continuations(of: prefix, state) }
    guard let notice = state.notice else { return nil }
    switch notice.level {
    case .information: return [(" " + notice.text, .normal)]
    case .warning: return [(" " + notice.text, .warning)]
    case .error: return [(" error: ", .bad.bold), (notice.text, .bad)]
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
