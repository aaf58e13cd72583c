package import TerminalKit
package import ToccataApp

/// What an event of the terminal means in a state.
extension Keymap {
    /// What an event means; nil for what means nothing to anybody.
    ///
    /// - Parameter random: Gives a number within a range: the review needs a seed for a draft without one.
    package static func action(
        for event: InputEvent,
        state: AppState,
        size: Size,
        random: (ClosedRange<Int>) -> Int
    ) -> Action? {
        switch event {
        case .focus(let hasFocus): .focusChanged(hasFocus)
        case .paste(let text): .pasted(text)
        case .key(let chord): action(for: chord, state: state, size: size, random: random)
        }
    }

    /// The keys that an event stands for.
    ///
    /// Esc and a key that come together are one Alt chord on the line. Where that means nothing, they were two keys,
    /// pressed fast or held up by the network. Who types may as well mean a chord of readline's that is none here: a
    /// text is only left by a key that harms nothing, whichever was meant.
    package static func keys(in event: InputEvent, state: AppState) -> [InputEvent] {
        guard case .key(let chord) = event, chord.modifiers.contains(.alt), !means(chord, state) else { return [event] }
        let key = Chord(chord.key, chord.modifiers.subtracting(.alt))
        return state.isTyping && !isHarmless(key, state) ? [event] : [.key(.escape), .key(key)]
    }

    /// Whether a key goes somewhere and does no more, once Esc has left a text, which keeps what was typed.
    private static func isHarmless(_ key: Chord, _ state: AppState) -> Bool {
        let leave = state.keymap.binding(for: [.escape], in: Context.stack(state))?.action
        switch state.keymap.binding(for: [key], in: [.everywhere, .always])?.action {
        case .show: return leave == .leaveField || state.isInMenu
        case .interrupt, .redraw, .suspend: return true
        default: return false
        }
    }

    private static func means(_ chord: Chord, _ state: AppState) -> Bool {
        let stack = Context.stack(state)
        let sequence = (state.prefix.map { [$0] } ?? []) + [chord]
        return state.keymap.binding(for: sequence, in: stack) != nil || state.keymap.isPrefix(chord, in: stack)
            || state.isTyping && TextEditor.edits(with: chord)
    }

    private static func action(
        for chord: Chord,
        state: AppState,
        size: Size,
        random: (ClosedRange<Int>) -> Int
    ) -> Action {
        let stack = Context.stack(state)
        let sequence = (state.prefix.map { [$0] } ?? []) + [chord]
        if let binding = state.keymap.binding(for: sequence, in: stack) {
            return action(of: binding.action, state, size, random)
        }
        if state.prefix != nil, state.taskInGrace != nil,
            let binding = state.keymap.binding(for: [chord], in: stack), [.undo, .remove].contains(binding.action)
        {
            // Whoever presses y twice has begun to copy something; what was sent can be taken back all the same.
            return action(of: binding.action, state, size, random)
        }
        if state.prefix == nil, state.keymap.isPrefix(chord, in: stack) { return .prefixPressed(chord) }
        if state.prefix == nil, state.isTyping { return .typed(chord, Room(state, size)) }
        return .keyIgnored
    }

    private static func action(
        of wish: UserAction,
        _ state: AppState,
        _ size: Size,
        _ random: (ClosedRange<Int>) -> Int
    ) -> Action {
        if wish == .review { return .reviewAsked(seed: random(0...10_000_000)) }
        if wish == .open, case .menu(let menu) = state.overlays.last, let item = state.selection(in: menu) {
            // What it does is done in the place that the menu was opened from.
            return .chosen(item, action(of: item.action, state.behindMenu, size, random))
        }
        return .user(wish, Room(state, size))
    }
}

extension AppState {
    /// Where typing goes into a filter that is worth nothing once the menu is left.
    fileprivate var isInMenu: Bool { if case .menu = overlays.last { true } else { false } }
}

extension Room {
    /// The room of the pane that has the keys.
    init(_ state: AppState, _ size: Size) {
        let layout = Layout(state, size)
        self =
            switch state.overlays.last {
            case .menu(let menu): MenuSheet(menu, state, layout).room
            case .review(let review): ReviewSheet(review, state, layout).room
            case .exchange(let open): ExchangeSheet(open, state, layout).room
            case .revisions: Room(columns: size.columns, rows: RevisionsSheet.listRows(layout))
            case .question(let question): QuestionSheet(question, state, layout).room
            case .input, .subject, .picker, .drafts: Room(columns: size.columns, rows: max(1, size.rows - 6))
            case nil: Room(ofScreen: state, layout)
            }
    }

    private init(ofScreen state: AppState, _ layout: Layout) {
        self =
            switch state.screen {
            case .queue, .library: TasksView(state, layout).room
            case .compose: ComposeView(state, layout).room
            case .references: ReferencesView(state, layout).room
            case .log: LogView(state, layout).room
            }
    }
}
