package import TerminalKit
package import ToccataApp

/// Chords to actions, by one table; the help and the hints are printed from it.
package enum Keymap {
    /// What an event of the terminal means in this state; nil for what means nothing to anybody.
    ///
    /// - Parameter random: Gives a number within a range: the review needs a seed for a draft without one.
    package static func action(
        for event: InputEvent,
        state: AppState,
        size: Size,
        random: (ClosedRange<Int>) -> Int
    ) -> Action? {
        switch event {
        case .focus: nil
        case .paste(let text): .pasted(text)
        case .key(let chord): action(for: chord, state: state, size: size, random: random)
        }
    }

    /// The keys that an event stands for.
    ///
    /// Esc and a key that come together are one Alt chord on the line. Where that means nothing, they were two keys,
    /// pressed fast or held up by the network.
    package static func keys(in event: InputEvent, state: AppState) -> [InputEvent] {
        guard case .key(let chord) = event, chord.modifiers.contains(.alt), !means(chord, state) else { return [event] }
        return [.key(.escape), .key(Chord(chord.key, chord.modifiers.subtracting(.alt)))]
    }

    private static func means(_ chord: Chord, _ state: AppState) -> Bool {
        let stack = Context.stack(state)
        let sequence = (state.prefix.map { [$0] } ?? []) + [chord]
        return binding(for: sequence, in: stack) != nil || isPrefix(chord, in: stack)
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
        if let binding = binding(for: sequence, in: stack) {
            if binding.action == .review { return .reviewAsked(seed: random(0...10_000_000)) }
            return .user(binding.action, Room(state, size))
        }
        if state.prefix == nil, isPrefix(chord, in: stack) { return .prefixPressed(chord) }
        if state.prefix == nil, state.isTyping { return .typed(chord, Room(state, size)) }
        return .keyIgnored
    }

    /// The first binding of a sequence, from the nearest context outwards.
    static func binding(for sequence: [Chord], in stack: [Context]) -> Binding? {
        stack.lazy.flatMap { table[$0] ?? [] }.first { $0.keys.contains(sequence) }
    }

    private static func isPrefix(_ chord: Chord, in stack: [Context]) -> Bool {
        stack.contains { context in
            (table[context] ?? []).contains { $0.keys.contains { $0.count > 1 && $0.first == chord } }
        }
    }
}

extension Room {
    /// The room of the pane that has the keys.
    init(_ state: AppState, _ size: Size) {
        let layout = Layout(size)
        self =
            switch state.overlays.last {
            case .help: HelpSheet(state, layout).room
            case .review(let review): ReviewSheet(review, state, layout).room
            case .exchange(let open): ExchangeSheet(open, state, layout).room
            case .question, .input, .subject, .picker: Room(columns: size.columns, rows: max(1, size.rows - 6))
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
