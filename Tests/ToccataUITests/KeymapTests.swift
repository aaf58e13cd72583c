import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("Keymap")
struct KeymapTests {
    private let bindings: [(context: Context, binding: ToccataApp.Binding)] = Context.allCases.flatMap { context in
        Keymap.standard[context].map { (context, $0) }
    }

    @Test("binds no chord twice in one place", arguments: Context.allCases)
    func noDuplicates(context: Context) {
        let sequences = Keymap.standard[context].flatMap(\.keys)
        #expect(Set(sequences).count == sequences.count)
    }

    @Test("means one thing by a letter, wherever it is")
    func oneMeaning() {
        var meanings: [Character: Set<UserAction>] = [:]
        for (_, binding) in bindings {
            for case .some(let letter) in binding.keys.filter({ $0.count == 1 }).map({ $0[0].typed }) {
                meanings[letter, default: []].insert(binding.action)
            }
        }
        let several = meanings.filter { $0.value.count > 1 }
        // Going back from a question is a no; ? closes the help that it opened. Marking has the keys that it has in
        // other programs, on the two screens where there is something to mark. h leads out of what is open, be it a
        // sheet or a group.
        let expected: [Character: Set<UserAction>] = [
            "q": [.back, .no], "?": [.help, .back], " ": [.mark, .nextChoice], "v": [.markRange, .level],
            "A": [.markAll, .addSubject], "h": [.back, .fold],
        ]
        #expect(several == expected)
    }

    @Test("leaves the chords alone that terminals, tmux and the line discipline take")
    func takenChords() {
        let taken = ["C-s", "C-q", "C-b", "C-j", "C-m", "C-i", "C-h", "C-[", "C-\\", "C-Enter", "S-Enter"]
        for (_, binding) in bindings {
            for name in binding.keys.joined().map(\.description) { #expect(!taken.contains(name)) }
        }
    }

    @Test("says in a sentence what every key does")
    func help() {
        #expect(bindings.allSatisfy { !$0.binding.help.isEmpty && !$0.binding.keys.isEmpty })
    }

    @Test("takes Esc and a key that came together for two keys, where their chord means nothing")
    func escapeAndKey() {
        var desk = Desk()
        desk.press("2")
        desk.press("M-3")
        #expect(desk.state.screen == .library)
        desk.press("2 a Space b M-b")
        #expect(desk.state.isTyping)
        desk.press("M-Enter")
        #expect(desk.state.overlays.count == 1)
        // A menu's filter is worth nothing: who goes on to a screen is not kept in it.
        desk.press("Esc Esc 1 ?")
        desk.press("M-2")
        #expect(desk.state.overlays.isEmpty && desk.state.screen == .compose)
    }

    @Test(
        "an Alt chord that means nothing leaves no text, and does nothing of what its key does elsewhere",
        arguments: ["2", "2 Tab Tab Tab Tab Tab Tab", "/", "4 a", "4 A", "? a", "5 /"]
    )
    func altInText(place: String) {
        var desk = Desk(tasks: [makeTask("aaaaaa"), makeTask("bbbbbb", .out)])
        desk.press(place)
        desk.type("a tide")
        let before = desk.state
        #expect(before.isTyping)
        for chord in ["Q", "P", "q", "t", "u", "c", ".", "l", "r", "?", ":", "!", "y", "X", "Enter", "Tab", "C-k", "+"]
        {
            if chord == "Enter", place != "/" && place != "4 a" && place != "? a" && place != "5 /" { continue }
            desk.press("M-\(chord)")
            #expect(desk.state.overlays == before.overlays && desk.state.isTyping && desk.state.screen == before.screen)
            #expect(desk.state.compose.draft == before.compose.draft && desk.state.queue.filter == before.queue.filter)
        }
        #expect(!desk.state.isQuitting && !desk.effects.contains(.pauseOutbox))
    }

    @Test("Esc alone, and a key after it, are two keys in a text as ever")
    func escapeThenKey() {
        var desk = Desk()
        desk.press("2 a Esc P")
        #expect(desk.effects.contains(.pauseOutbox) && desk.state.compose.draft.prompt == "a")
    }

    @Test("comes back to the prompt when Compose is asked for again")
    func backToThePrompt() {
        var desk = Desk()
        desk.press("2 Tab Tab Esc 1 2 x")
        #expect(desk.state.compose.draft.prompt == "x")
    }

    @Test("goes back by q from everywhere to the first screen, and types it nowhere", arguments: ["4", "4 a x Enter"])
    func backToTheQueue(keys: String) {
        var desk = Desk()
        desk.press(keys + " q q q")
        #expect(desk.state.screen == .queue)
        #expect(desk.state.compose.draft.prompt == "")
        desk.press("2 x")
        #expect(desk.state.compose.draft.prompt == "x")
    }

    @Test("shows the screens by digit, but only while nothing is being typed")
    func digits() {
        var desk = Desk()
        for (digit, screen) in [("5", Screen.log), ("4", .references), ("3", .library), ("1", .queue), ("2", .compose)]
        {
            desk.press(digit)
            #expect(desk.state.screen == screen)
        }
        desk.press("3")
        #expect(desk.state.screen == .compose)
        #expect(desk.state.compose.draft.prompt == "3")
        desk.press("Esc 3")
        #expect(desk.state.screen == .library)
    }

    @Test("waits for the second chord, shows that it does, and forgets the first if the second means nothing")
    func prefix() {
        var desk = Desk()
        desk.press("2")
        desk.type("a tide")
        desk.press("C-x")
        #expect(desk.rows[22] == " C-x-  Enter review  C-e editor  p prompt  n prompt  d drafts  u undo  C-f file")
        desk.press("k")
        #expect(desk.state.prefix == nil)
        #expect(desk.state.compose.draft.prompt == "a tide")
        desk.press("C-x Enter")
        guard case .review = desk.state.overlays.last else {
            Issue.record("no review")
            return
        }
    }

    @Test("sends by y in the review and by nothing else", arguments: Array("abcdefghijklmnopqrstuvwxzAXQ 1!\n"))
    func onlyYes(key: Character) {
        var desk = Desk()
        desk.press("2")
        desk.type("a tide")
        desk.press("M-Enter")
        desk.type(String(key))
        #expect(!desk.effects.contains { $0.isSend })
    }

    @Test("a split Alt-Enter leaves the prompt and enters it again, and sends nothing")
    func splitAltEnter() {
        var desk = Desk()
        desk.press("2")
        desk.type("a tide")
        desk.press("Esc Enter")
        #expect(desk.state.isTyping)
        #expect(desk.state.overlays == [])
        #expect(desk.state.compose.draft.prompt == "a tide")
    }

    @Test("opens the review by Enter on the last stop of the form")
    func reviewButton() {
        var desk = Desk()
        desk.press("2")
        desk.type("a tide")
        desk.press("S-Tab Enter")
        guard case .review = desk.state.overlays.last else {
            Issue.record("no review")
            return
        }
    }

    @Test("goes down a page as the list is shown")
    func pages() {
        var desk = Desk(tasks: (10..<60).map { makeTask("aaaa\($0)", age: Double($0)) })
        desk.press("PgDn")
        #expect(desk.state.selectedTask?.id.rawValue == "aaaa21")
        desk.press("G g g j")
        #expect(desk.state.selectedTask?.id.rawValue == "aaaa11")
    }

    @Test("scrolls a detail that is longer than the screen, and no further")
    func scroll() {
        var task = makeTask("aaaaaa", .done)
        task.request = ["prompt": .string((1...60).map { "line \($0)" }.joined(separator: "\n"))]
        var desk = Desk(tasks: [task])
        desk.press("Enter j j")
        #expect(desk.state.detailTop == 2)
        desk.press("G j j")
        let end = desk.state.detailTop
        desk.press("k")
        #expect(desk.state.detailTop == end.map { $0 - 1 })
        #expect(desk.screen.contains("line 60"))
        desk.press("q")
        #expect(desk.state.detailTop == nil)
    }
}
