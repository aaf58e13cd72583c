/// Makes input events of the bytes a terminal sends.
///
/// A value without clock or descriptor: bytes may arrive cut anywhere. While ``isPending``, an escape may be a key
/// of its own or the start of a sequence; if nothing more comes for ``escapeDelay(environment:)``, call ``flush()``.
/// Sequences that are not known, mouse reports and answers of the terminal vanish whole.
package struct ByteDecoder: Sendable {
    /// The most bytes of one paste; what is beyond is dropped.
    package static let longestPaste = 1 << 20
    /// The most bytes of one control sequence or string; a longer one is dropped when it ends.
    static let longestSequence = 4096

    enum State: Equatable {
        case ground
        case utf8(expected: Int)
        case escape
        /// Two escapes: a key, or the start of a sequence with Alt.
        case escapeEscape
        case csi
        case ss3
        /// An answer that ends with BEL or ESC \.
        case string
        /// The three bytes behind an old mouse report.
        case mouse(left: Int)
        case paste
    }

    var state = State.ground
    var collected: [UInt8] = []
    /// An escape came before the sequence: Alt is held down.
    var isAlt = false
    var events: [InputEvent] = []

    package init() {}

    /// Whether what came last may be a key of its own or the start of more.
    package var isPending: Bool {
        switch state {
        case .escape, .escapeEscape: true
        case .csi, .ss3: collected.isEmpty
        case .string: collected.count == 1
        // Surely the start of more, which must never be taken for keys, however late it comes.
        case .ground, .paste, .utf8, .mouse: false
        }
    }

    /// The events that these bytes complete, in order.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
        for byte in bytes { take(byte) }
        return drain()
    }

    /// Nothing followed: what is pending was a key pressed alone.
    package mutating func flush() -> [InputEvent] {
        guard isPending else { return [] }
        switch state {
        case .escape: emit(.escape)
        case .csi: emit(.alt(.character("[")))
        case .ss3: emit(.alt(.character("O")))
        case .string: emit(.alt(.character(Character(Unicode.Scalar(collected[0])))))
        case .escapeEscape:
            emit(.escape)
            emit(.escape)
        case .ground, .paste, .utf8, .mouse: break
        }
        reset()
        return drain()
    }

    /// How long to wait for the rest of a sequence: over SSH its bytes may come apart.
    package static func escapeDelay(environment: [String: String]) -> Duration {
        let isRemote = ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains { environment[$0] != nil }
        return .milliseconds(isRemote ? 100 : 25)
    }

    private mutating func drain() -> [InputEvent] {
        defer { events = [] }
        return events
    }

    mutating func reset() {
        state = .ground
        collected = []
        isAlt = false
    }

    /// Adds a key, with Alt if an escape came before it.
    mutating func emit(_ chord: Chord) {
        var chord = chord
        if isAlt { chord.modifiers.insert(.alt) }
        events.append(.key(chord))
        isAlt = false
    }
}
