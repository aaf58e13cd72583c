import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Changed keys")
struct KeyChangeTests {
    private func change(_ place: String, _ action: String, _ keys: String...) -> KeyChange {
        KeyChange(place: place, action: action, keys: keys)
    }

    private func keys(_ keymap: Keymap, _ place: Context, _ action: String) -> String? {
        keymap[place].first { $0.id == action }?.names
    }

    @Test("take the place of the keys that an action came with")
    func changed() {
        let (keymap, problems) = Keymap.changed(by: [change("queue", "hold", "F6", "C-x f")])
        #expect(problems.isEmpty)
        #expect(keys(keymap, .tasks, "hold") == "F6, C-x f")
        #expect(keys(keymap, .tasks, "stop") == "x")
    }

    @Test("can change places, for all are carried out before they are compared")
    func swapped() {
        let (keymap, problems) = Keymap.changed(by: [change("queue", "hold", "x"), change("queue", "stop", "f")])
        #expect(problems.isEmpty)
        #expect(keys(keymap, .tasks, "hold") == "x")
        #expect(keys(keymap, .tasks, "stop") == "f")
    }

    @Test("can leave an action without a key; the menu still finds it")
    func unbound() {
        let (keymap, problems) = Keymap.changed(by: [change("everywhere", "quit")])
        #expect(problems.isEmpty)
        #expect(keys(keymap, .everywhere, "quit") == "")
        #expect(keymap.key(for: .quit) == ":")
    }

    @Test(
        "are left out and told where they cannot be",
        arguments: [
            (["qeue", "hold", "F6"], "qeue is no place; did you mean queue?"),
            (["queue", "hodl", "F6"], "hodl is no action of queue; did you mean hold?"),
            (["queue", "hold", "Hyper-x"], "Hyper-x is no key: write"),
            (["queue", "hold", "a b c"], "a b c is no key: write"),
            (["queue", "hold", "C-s"], "C-s does not reach a program"),
            (["field", "done", "x"], "x is typed there"),
            (["always", "redraw", "Space"], "Space is typed there"),
            (["review", "send", "Enter"], "Enter never sends"),
            (["question", "yes", "C-x Enter"], "Enter never sends"),
            (["queue", "hold", "x"], "x means stop already (queue, stop)"),
            (["queue", "hold", "q"], "q means back already (everywhere, back)"),
            (["queue", "hold", "g"], "g means to the first already (moving, first)"),
            (["queue", "hold", "d x"], "d x means download already (queue, download)"),
            (["always", "redraw", "C-x Enter"], "C-x Enter means review already"),
        ]
    )
    func refused(words: [String], message: String) {
        let change = KeyChange(place: words[0], action: words[1], keys: Array(words[2...]))
        let (keymap, problems) = Keymap.changed(by: [change])
        #expect(keymap == .standard)
        #expect(problems.map(\.change) == [change])
        #expect(problems.first?.message.hasPrefix(message) == true, "\(problems)")
    }

    @Test("that collide with one another leave the first as it was")
    func collidingChanges() {
        let (keymap, problems) = Keymap.changed(by: [change("queue", "hold", "F6"), change("queue", "poll", "F6")])
        #expect(problems.map(\.change.action) == ["hold"])
        #expect(keys(keymap, .tasks, "hold") == "f")
        #expect(keys(keymap, .tasks, "poll") == "F6")
    }

    @Test("are the keys that sentences name")
    func named() {
        var state = makeState([makeTask("aaaaaa", .done)])
        state.keymap = Keymap.changed(by: [change("queue", "forget", "C-x k")]).keymap
        state.press(.remove)
        #expect(state.notice?.text == "It has ended. C-x k forgets it.")
    }

    @Test("of the registry itself collide nowhere, and each action of a place has one name")
    func standard() {
        for place in Context.allCases {
            let ids = Keymap.standard[place].map(\.id)
            #expect(Set(ids).count == ids.count, "\(place)")
            #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-z]+(_[a-z0-9]+)*/) != nil }, "\(ids)")
        }
    }
}
