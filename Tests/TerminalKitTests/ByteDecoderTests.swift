import TerminalKit
import Testing

@Suite("Byte decoder")
struct ByteDecoderTests {
    static let cases: [(bytes: String, events: [InputEvent])] = [
        ("aé湖", [.key(.character("a")), .key(.character("é")), .key(.character("湖"))]),
        ("\r\n\t\u{7F}\u{8}", [.key(.enter), .key(.enter), .key(.tab), .key(.backspace), .key(.backspace)]),
        ("\u{0}\u{1}\u{1A}\u{1F}", ["C-Space", "C-a", "C-z", "C-_"].map(key)),
        ("\u{1B}[A\u{1B}OA\u{1B}[1;5A\u{1B}[1;2B", ["Up", "Up", "C-Up", "S-Down"].map(key)),
        ("\u{1B}\u{1B}[D\u{1B}[1;3D", ["M-Left", "M-Left"].map(key)),
        ("\u{1B}[H\u{1B}[1~\u{1B}[7~\u{1B}OF\u{1B}[4~", ["Home", "Home", "Home", "End", "End"].map(key)),
        ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6;5~", ["Ins", "Del", "PgUp", "C-PgDn"].map(key)),
        ("\u{1B}OP\u{1B}[11~\u{1B}[[A\u{1B}[15~\u{1B}[24~", ["F1", "F1", "F1", "F5", "F12"].map(key)),
        ("\u{1B}[1;5P\u{1B}[8^", ["C-F1", "C-End"].map(key)),
        ("\u{1B}[Z\u{1B}OM\u{1B}Op", ["S-Tab", "Enter", "0"].map(key)),
        ("\u{1B}\r\u{1B}x\u{1B}é\u{1B}\u{7F}", ["M-Enter", "M-x", "M-é", "M-Backspace"].map(key)),
        ("\u{1B}[13;5u\u{1B}[27;2;13~\u{1B}[97;5u", ["C-Enter", "S-Enter", "C-a"].map(key)),
        ("\u{1B}[I\u{1B}[O", [.focus(true), .focus(false)]),
        ("\u{1B}[<0;12;7Ma\u{1B}[<0;12;7m", [key("a")]),
        ("\u{1B}[M !!a", [key("a")]),
        ("\u{1B}[?62;22ca\u{1B}[99;99;99qb", ["a", "b"].map(key)),
        ("\u{1B}]11;rgb:0/0/0\u{7}a\u{1B}P>|tmux\u{1B}\\b", ["a", "b"].map(key)),
        ("\u{1B}]11;never ended\u{1B}[A", [key("Up")]),
        ("\u{1B}[12\u{1B}[A", [key("Up")]),  // broken off
        ("\u{1B}[200~a\rb\r\nc\u{1B}[31m\u{7}\td\u{1B}[201~x", [.paste("a\nb\nc[31m\td"), key("x")]),
        ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
    ]

    static func key(_ name: String) -> InputEvent {
        guard let chord = Chord(name) else { preconditionFailure("no chord \(name)") }
        return .key(chord)
    }

    @Test("knows the sequences of terminals, cut at any byte", arguments: cases)
    func sequences(bytes: String, events: [InputEvent]) {
        let bytes = Array(bytes.utf8)
        for cut in 0...bytes.count {
            var decoder = ByteDecoder()
            let decoded = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
            #expect(decoded == events && !decoder.isPending)
        }
    }

    @Test("knows the next key after bytes that came too late, wherever they were cut", arguments: cases)
    func late(bytes: String, events: [InputEvent]) {
        let bytes = Array(bytes.utf8)
        for cut in 0...bytes.count {
            var decoder = ByteDecoder()
            _ = decoder.feed(bytes[..<cut])
            // The time that was given is over.
            if decoder.isPending { _ = decoder.flush() }
            _ = decoder.feed(bytes[cut...]) + decoder.flush()
            let next = decoder.feed("\u{1B}[5~".utf8)
            #expect(next.last == Self.key("PgUp"), "cut at \(cut): \(next)")
        }
    }

    @Test(
        "takes what nothing follows for a key",
        arguments: [
            ("\u{1B}", ["Esc"]), ("\u{1B}\u{1B}", ["Esc", "Esc"]), ("\u{1B}[", ["M-["]), ("\u{1B}O", ["M-O"]),
            ("\u{1B}]", ["M-]"]),
        ]
    )
    func loneEscape(bytes: String, names: [String]) {
        var decoder = ByteDecoder()
        let before = decoder.feed(bytes.utf8)
        #expect(before == [] && decoder.isPending)
        let flushed = decoder.flush()
        #expect(flushed == names.map(Self.key))
        let after = decoder.feed("q".utf8)
        #expect(after == [Self.key("q")])
    }

    @Test("never takes the rest of a sequence for keys, however late", arguments: ["\u{1B}[1;", "\u{1B}[200~y"])
    func lateRest(start: String) {
        var decoder = ByteDecoder()
        _ = decoder.feed(start.utf8)
        #expect(!decoder.isPending)
        let flushed = decoder.flush()
        #expect(flushed == [])
    }

    @Test(
        "shows bytes that are no UTF-8 as one replacement character",
        arguments: [
            ([0xFF, 0x61], "\u{FFFD}a"), ([0xE2, 0x82, 0x61], "\u{FFFD}a"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
            ([0xE0, 0x80, 0x80], "\u{FFFD}"), ([0xC2, 0x9B, 0x61], "a"),  // a C1 control is no key
        ] as [([UInt8], String)]
    )
    func invalid(bytes: [UInt8], text: String) {
        var decoder = ByteDecoder()
        let events = decoder.feed(bytes)
        #expect(events == text.map { .key(.character($0)) })
    }

    @Test("cuts a paste that is too long and finds its end")
    func longPaste() {
        var decoder = ByteDecoder()
        let size = ByteDecoder.longestPaste + 1000
        var bytes = Array("\u{1B}[200~".utf8) + Array(repeating: UInt8(ascii: "a"), count: size)
        bytes += Array("\u{1B}[201~q".utf8)
        let events = decoder.feed(bytes)
        #expect(events.count == 2 && events.last == Self.key("q"))
        guard case .paste(let text) = events.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == ByteDecoder.longestPaste)
    }

    @Test("waits longer for the rest of a sequence over SSH")
    func delay() {
        #expect(ByteDecoder.escapeDelay(environment: [:]) == .milliseconds(25))
        #expect(ByteDecoder.escapeDelay(environment: ["SSH_TTY": "/dev/pts/0"]) == .milliseconds(100))
    }

    @Test("survives any bytes, and knows a key again afterwards", arguments: 0..<50)
    func anyBytes(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        var decoder = ByteDecoder()
        let interesting: [UInt8] = [0x1B, 0x5B, 0x4F, 0x7E, 0x3B, 0x32, 0x30, 0x31, 0x4D, 0x3C, 0xE2, 0x82, 0x07, 0x5D]
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let pick = Int(state >> 33)
            _ = decoder.feed([pick % 3 == 0 ? UInt8(truncatingIfNeeded: pick >> 3) : interesting[pick % 14]])
            if pick % 17 == 0 { _ = decoder.flush() }
        }
        _ = decoder.flush()
        // Ends a paste, should one be open.
        _ = decoder.feed("\u{1B}[201~".utf8)
        _ = decoder.flush()
        #expect(decoder.feed([UInt8(ascii: "x")]) == [.key(.character("x"))])
    }

    @Test(
        "names chords as people write them, both ways",
        arguments: ["a", "A", "Space", "C-x", "M-Enter", "S-Tab", "C-M-Del", "F12", "-", "C--", "PgUp", "?", "é"]
    )
    func names(name: String) throws {
        #expect(try #require(Chord(name)).description == name)
    }

    @Test("knows no chord of another name", arguments: ["", "C-", "ab", "F0", "F99", "Return", "X-a"])
    func noNames(name: String) {
        #expect(Chord(name) == nil)
    }
}
