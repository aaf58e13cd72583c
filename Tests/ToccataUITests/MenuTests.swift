import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("The menus of keys and actions")
struct MenuTests {
    private func desk(_ state: TaskState = .running) -> Desk { Desk(tasks: [makeTask("aaaaaa", state)]) }

    @Test("find an action by its words, and do it by Enter where the menu was opened")
    func run() {
        var desk = desk()
        desk.press(":")
        desk.type("stop")
        #expect(desk.screen.contains("> x"))
        desk.press("Enter")
        #expect(desk.state.overlays == [.question(.stopWatching(ShortID(rawValue: "aaaaaa")))])
    }

    @Test("put first what begins with the words, then what has them in it")
    func ranked() throws {
        var desk = desk()
        desk.press(":")
        desk.type("po")
        let menu = try #require(desk.state.menu)
        #expect(desk.state.selection(in: menu)?.binding.id == "poll")
    }

    @Test("find what has only the letters of a word in their order")
    func fuzzy() throws {
        var desk = desk()
        desk.press(":")
        desk.type("dwnld")
        let menu = try #require(desk.state.menu)
        #expect(desk.state.selection(in: menu)?.binding.id == "download")
    }

    @Test("say why something cannot be done now, and stay")
    func refused() {
        var desk = desk(.running)
        desk.press(":")
        desk.type("download the")
        #expect(desk.screen.contains("There is no video to download yet."))
        desk.press("Enter")
        #expect(desk.state.notice == .warning("There is no video to download yet."))
        #expect(desk.state.menu != nil)
        #expect(desk.effects.allSatisfy { if case .download = $0 { false } else { true } })
    }

    @Test("say of an action of another screen where it is")
    func elsewhere() {
        var desk = desk()
        desk.press(":")
        desk.type("kept subject")
        #expect(desk.screen.contains("This is for the screen References: 4 goes there."))
    }

    @Test("reach every action that is no step of a move or of a form")
    func reach() throws {
        let desk = desk()
        var opened = desk
        opened.press(":")
        let menu = try #require(opened.state.menu)
        let found = Set(opened.state.items(of: menu).map(\.action))
        let steps: Set<UserAction> = [
            .nextField, .previousField, .nextChoice, .previousChoice, .enterField, .leaveField, .yes, .no, .interrupt,
            .actions,
        ]
        for place in [Context.tasks, .library, .references, .log, .form, .everywhere, .always] {
            for binding in Keymap.standard[place] where !steps.contains(binding.action) {
                if case .move = binding.action { continue }
                #expect(found.contains(binding.action), "\(place) \(binding.id)")
            }
        }
    }

    @Test("send nothing by Enter, not even on the key of the review that does")
    func enterNeverSends() {
        var desk = desk()
        desk.press("2")
        desk.type("a tide")
        desk.press("C-x Enter ?")
        desk.type("only place that spends")
        desk.press("Enter")
        #expect(!desk.effects.contains { $0.isSend })
        #expect(desk.state.notice == .warning("Only the key itself does this: Enter never sends."))
    }

    @Test(
        "close by Esc, the help by q and ? too while nothing is typed",
        arguments: ["? ?", "? q", "? Esc", ": q Esc"]
    )
    func closed(keys: String) throws {
        var desk = desk()
        desk.press(keys)
        #expect(desk.state.overlays.isEmpty)
        desk.press("? a q ?")
        let menu = try #require(desk.state.menu)
        #expect(menu.filter.text == "aq?")
        desk.press("Esc")
        #expect(desk.state.overlays.isEmpty)
    }

    @Test("open over text that is being typed, without touching it")
    func overText() {
        var desk = Desk()
        desk.press("2")
        desk.type("a tide")
        desk.press("M-x")
        desk.type("queue")
        desk.press("Enter")
        #expect(desk.state.screen == .queue)
        #expect(desk.state.compose.draft.prompt == "a tide")
    }

    @Test("of the keys names those of the place, and after Esc those of the form")
    func keys() {
        var desk = Desk(columns: 80, rows: 60)
        desk.press("2 F1")
        for text in ["Prompt", "Form", "leave the prompt", "Everywhere", "While typing too"] {
            #expect(desk.screen.contains(text), "\(text)")
        }
        desk.type("review")
        #expect(desk.screen.contains("show what would be sent"))
        #expect(!desk.screen.contains("leave the prompt"))
    }

    @Test("opens the review from the menu with a seed of its own")
    func review() throws {
        var desk = Desk()
        desk.press("2")
        desk.type("a tide")
        desk.press("M-x")
        desk.type("would be sent")
        desk.press("Enter")
        let review = try #require(desk.state.review)
        #expect(review.request["seed"] == 4711)
    }

    @Test("say all there is to say of what is selected", arguments: [(40, 10), (60, 16), (80, 24)], [":", "?"])
    func explanations(size: (columns: Int, rows: Int), key: String) throws {
        var desk = Desk(columns: size.columns, rows: size.rows, tasks: [makeTask("aaaaaa")])
        desk.press(key)
        let menu = try #require(desk.state.menu)
        let items = desk.state.items(of: menu)
        func letters(_ text: String) -> String { text.filter { !" │\n".contains($0) } }
        for item in items {
            let words = item.refusal ?? item.binding.help
            #expect(letters(desk.screen).contains(letters(words)), "\(words)\n\(desk.screen)")
            desk.press("Down")
        }
    }

    @Test("show nothing wrong at any size", arguments: [(20, 5), (24, 6), (40, 10), (79, 23), (200, 60)])
    func sizes(columns: Int, rows: Int) {
        var desk = Desk(columns: columns, rows: rows, tasks: [makeTask("aaaaaa")])
        for key in [":", "?"] {
            desk.press(key)
            desk.press("PgDn PgDn Down")
            #expect(desk.rows.contains { $0.contains("> ") }, "\(desk.screen)")
            desk.press("Esc")
        }
    }
}

extension AppState {
    fileprivate var menu: ActionMenu? { if case .menu(let menu) = overlays.last { menu } else { nil } }
    fileprivate var review: Review? { if case .review(let review) = overlays.last { review } else { nil } }
}
