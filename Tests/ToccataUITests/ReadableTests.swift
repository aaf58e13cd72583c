import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("What is asked, on any screen")
struct ReadableTests {
    private static let paid = ServerIdentity.remote(baseURL: "https://api.example.com", keyID: "ak")

    /// Small screens, and each way across which a sheet loses what it says.
    private static let sizes: [Size] = [1, 10, 19, 20, 24, 25, 26, 27, 30, 40, 60, 80].flatMap { columns in
        (1...24).map { Size(columns: columns, rows: $0) }
    }

    private static let tasks = [makeTask("aaaaaa", server: paid), makeTask("bbbbbb", .done, server: paid, age: 99)]

    /// What the screen says without frames and line breaks.
    private func words(_ desk: Desk) -> String {
        desk.screen.split { $0.isWhitespace || "│─┌┐└┘".contains($0) }.joined(separator: " ")
    }

    /// Whether these characters stand on the screen in this order, whatever lies beside them.
    private func says(_ desk: Desk, _ words: String) -> Bool {
        var rest = desk.screen.filter { !$0.isWhitespace }[...]
        for character in words where !character.isWhitespace {
            guard let index = rest.firstIndex(of: character) else { return false }
            rest = rest[rest.index(after: index)...]
        }
        return true
    }

    private func review(_ variants: Bool) -> Desk {
        var desk = Desk(server: Self.paid)
        var draft = Draft(prompt: "a tide at dusk")
        if variants { draft.variants = "2" }
        desk.take(.draftLoaded(draft))
        desk.press("2 M-Enter")
        return desk
    }

    @Test("the review sends only where it says where to and how much", arguments: [false, true])
    func review(variants: Bool) {
        let before = review(variants)
        for size in Self.sizes {
            var desk = before
            desk.size = size
            let (says, drawn) = (words(desk), desk)
            let isTold = { (text: String) in self.says(drawn, text) }
            let count = desk.effects.count
            desk.press("y")
            let isSent = desk.effects.dropFirst(count).contains { if case .send = $0 { true } else { false } }
            if isSent {
                #expect(isTold("api.example.com") && says.contains("[y] send"), "\(size)")
                #expect(!variants || isTold("2, one for each seed") && says.contains("[y] send 2"), "\(size)")
            } else {
                #expect(!says.contains("[y]") && !says.contains("y send"), "\(size)")
                #expect(desk.state.notice?.text.hasPrefix("Nothing was done: the window is too small") == true)
                if case .review = desk.state.overlays.last {} else { Issue.record("the review is gone at \(size)") }
            }
            if size.columns >= 40 && size.rows >= 10 { #expect(isSent, "\(size)") }
            if size.columns < 24 || size.rows < 7 { #expect(!isSent, "\(size)") }
        }
    }

    @Test(
        "the review says what it costs first, which of its rows are shown, and the key for the rest",
        arguments: [(40, 12, 6), (40, 10, 5), (80, 14, 8)]
    )
    func rest(columns: Int, rows: Int, shown: Int) throws {
        var desk = review(true)
        desk.size = Size(columns: columns, rows: rows)
        let title = try #require(desk.rows.first { $0.contains("Review and send") })
        let all = try #require(title.split(separator: " ").drop { $0 != "of" }.dropFirst().first?.dropLast())
        #expect(title.contains(" 1-\(shown) of \(all), j "))
        #expect(words(desk).contains("Cost A sent task cannot be cancelled"))
        #expect(!desk.screen.contains("Used"))
        desk.press("j")
        #expect(desk.screen.contains(" 2-\(shown + 1) of \(all), j "))
        desk.press("G")
        let last = try #require(Int(all))
        #expect(desk.screen.contains(" \(last - shown + 1)-\(last) of \(last), k "))
        #expect(words(desk).contains("never sent again by itself."))
        #expect(words(desk).contains("[y] send 2 [e] edit"))
    }

    @Test(
        "a question is answered with yes only where all of it can be read",
        arguments: [
            ("X", "Forget aaaaaa? Its row here is deleted; the task at the service stays. [y] forget"),
            (
                "x",
                "Stop watching aaaaaa? It cannot be cancelled: it goes on at the service and is billed, and its video is "
                    + "not downloaded. [y] stop watching"
            ),
            ("G Space C", "It costs money; a sent task cannot be cancelled. [y] send 1"),
        ]
    )
    func question(keys: String, expected: String) {
        var before = Desk(server: Self.paid, tasks: Self.tasks)
        before.press(keys)
        guard case .question(let question) = before.state.overlays.last else {
            Issue.record("nothing is asked")
            return
        }
        #expect(words(before).contains("[y]"))
        for size in Self.sizes {
            var desk = before
            desk.size = size
            let (says, isTold) = (words(desk), self.says(desk, expected))
            let count = desk.effects.count
            desk.press("y")
            if desk.state.overlays.isEmpty {
                #expect(desk.effects.count > count && isTold, "\(size)")
            } else {
                #expect(desk.state.overlays == [.question(question)] && !says.contains("[y]"), "\(size)")
                #expect(desk.state.notice?.text.hasPrefix("Nothing was done: the window is too small") == true)
            }
            if size.columns >= 40 && size.rows >= 10 { #expect(desk.state.overlays.isEmpty, "\(size)") }
            if size.columns < 20 || size.rows < 5 { #expect(!desk.state.overlays.isEmpty, "\(size)") }
        }
    }

    @Test(
        "the screen says that it is too small for it, and how to go on",
        arguments: [
            (10, 2, "Too small for y"), (19, 4, "Too small for y (19x4):"), (24, 6, "or Esc."), (20, 5, "(20x5):"),
        ]
    )
    func words(columns: Int, rows: Int, expected: String) {
        var desk = review(true)
        desk.size = Size(columns: columns, rows: rows)
        #expect(words(desk).contains(expected))
        desk.press("Esc")
        #expect(desk.state.overlays.isEmpty)
    }

    @Test("leaving is possible on any screen")
    func leaving() {
        var desk = Desk(columns: 10, rows: 2, tasks: [makeTask("aaaaaa", .out)])
        desk.press("Q")
        #expect(desk.state.overlays == [.question(.quit)])
        desk.press("y")
        #expect(desk.state.isQuitting)
    }
}
