import BachAPI
import PlainText
import Scratch
import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("Any keys at any size")
struct FuzzTests {
    @Test("never crash or send without a yes, and every row is exactly as wide as the screen", arguments: 0..<16)
    func anything(seed: UInt64) {
        var chance = Chance(seed: seed)
        var desk = Desk(columns: 1 + chance.below(250), rows: 1 + chance.below(80), tasks: tasks)
        var memory = ViewMemory()
        desk.take(.subjectsLoaded([Subject(name: "anna 湖"), Subject(name: "\u{1B}[31mbo")]))
        for _ in 0..<60 {
            if chance.below(10) == 0 { desk.size = Size(columns: 1 + chance.below(250), rows: 1 + chance.below(80)) }
            desk.give(event(&chance))
            if chance.below(8) == 0 { desk.take(news(&chance)) }
            #expect(desk.effects.count { $0.isSend } <= desk.yeses)
            let frame = desk.frame
            #expect(memory.view(desk.state, size: desk.size) == frame)
            let lines = frame.lines
            #expect(lines.count == desk.size.rows)
            let columns = desk.size.columns
            #expect(lines.allSatisfy { PlainText.columns(of: $0) == columns })
            #expect(!lines.joined().unicodeScalars.contains { PlainText.isControl($0) })
        }
    }

    @Test("typing and pasting in Compose never sends: the review is opened by nothing that types", arguments: 0..<20)
    func typing(seed: UInt64) {
        var chance = Chance(seed: seed)
        var desk = Desk(tasks: tasks)
        desk.press("2")
        for _ in 0..<150 {
            desk.press(Chord(chance.pick(Self.keys)))
            if chance.below(20) == 0 { desk.give(.paste("y\u{1B}[201~\ny\n")) }
            // Esc and a digit leave Compose, Enter on the button opens the review: neither is typing.
            if !desk.state.overlays.isEmpty { desk.press("C-c") }
            if desk.state.screen != .compose { desk.press("1 2") }
            #expect(!desk.effects.contains { $0.isSend })
        }
    }

    @Test("text typed into the prompt stays there, digits, keys' letters and line breaks too")
    func prompt() {
        var desk = Desk()
        desk.press("2")
        desk.type("y 12345 qQx?\nyy")
        #expect(desk.state.compose.draft.prompt == "y 12345 qQx?\nyy")
        #expect(desk.state.screen == .compose)
        #expect(!desk.effects.contains { $0.isSend })
    }

    private let tasks: [VideoTask] = TaskState.allCases.enumerated().map { index, state in
        var task = makeTask("a\(index)aaaa", state, prompt: index.isMultiple(of: 2) ? "湖 🕊\u{1B}[2J\nx" : "plain")
        task.message = "\u{9B}31m strange \u{202E}words"
        task.code = index.isMultiple(of: 3) ? 1001 : nil
        task.file = state == .done ? "/v/a.mp4" : nil
        return task
    }

    private static let keys: [Key] =
        "abcdefghijklmnopqrstuvwxyzAJKGQRX12345?[ 湖🕊".map(Key.character) + [
            .enter, .escape, .tab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
            .function(1),
        ]

    private func event(_ chance: inout Chance) -> InputEvent {
        switch chance.below(12) {
        case 0: .paste(chance.pick(["/a.png", "https://x/y.png", "long\ntext 湖", ""]))
        case 1: .key(chance.pick([Chord(.character("x"), .control), Chord(.enter, .alt), Chord(.tab, .shift)]))
        default: .key(Chord(chance.pick(Self.keys)))
        }
    }

    private static func exchange(_ number: Int) -> ExchangeSummary {
        ExchangeSummary(
            number: number,
            task: number.isMultiple(of: 3) ? nil : ShortID(rawValue: "a1aaaa"),
            kind: number.isMultiple(of: 2) ? .query : .create,
            method: "GET",
            url: "http://\u{1B}[2J",
            at: start,
            took: .milliseconds(number * 999),
            count: number,
            lastAt: start,
            status: number.isMultiple(of: 5) ? nil : 200,
            code: number,
            message: "湖 \u{1B}[31m \u{202E} words that go on for some time"
        )
    }

    private func news(_ chance: inout Chance) -> Action {
        let task = chance.pick(tasks)
        return switch chance.below(8) {
        case 0: .tasksChanged(Array(tasks.prefix(chance.below(14))))
        case 1: .taskChanged(task)
        case 2: .taskRemoved(task.id)
        case 3: .networkChanged(.down(since: start, reason: "no route to host"))
        case 4: .noted(Note(.error("\u{1B}]0;bad\u{7}"), at: start))
        case 5: .exchangesRecorded([Self.exchange(chance.below(9))])
        case 6: .pictureChecked(path: "/a.png", .unreadable("There is no such file."))
        default: .downloadProgressed(task.id, Progress(5, of: chance.below(2) * 10))
        }
    }
}

extension Effect {
    var isSend: Bool {
        switch self {
        case .send, .release: true
        default: false
        }
    }
}
