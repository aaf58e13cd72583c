import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("Tags")
struct TagsTests {
    @Test(
        "are put on and taken off by words with signs",
        arguments: [
            ("+keep -draft word", ["keep", "word"], ["draft"]), ("KEEP,#x", ["keep", "x"], []), ("-a", [], ["a"]),
            ("湖 v1.2_b", ["v1.2_b", "湖"], []), ("", [], []),
        ]
    )
    func changes(text: String, added: [String], removed: [String]) throws {
        #expect(try TagChange(text) == TagChange(added: Set(added), removed: Set(removed)))
    }

    @Test(
        "are letters, digits and little else, and short",
        arguments: [
            "a:b", "+", "--x", "a\u{1B}[31m", "x\u{202E}y", "🕊", "+keep -keep", String(repeating: "a", count: 25),
            "e" + String(repeating: "\u{301}", count: 90), (1...17).map { "t\($0)" }.joined(separator: " "),
        ]
    )
    func refused(text: String) { #expect(throws: TagChange.Problem.self) { try TagChange(text) } }

    @Test("that cannot be are named, for several are typed at once")
    func named() throws {
        let problem = #expect(throws: TagChange.Problem.self) { try TagChange("+keep a:b -draft") }
        #expect(problem?.description == "a:b is no tag: 1 to 24 letters, digits, - _ or ., and no sign first.")
        let long = #expect(throws: TagChange.Problem.self) { try TagChange(String(repeating: "a", count: 999)) }
        #expect(long?.description.hasPrefix(String(repeating: "a", count: 24) + "... is no tag") == true)
    }

    @Test("that no tag can be are not taken from a ledger either, nor more than there is room for")
    func read() {
        #expect(Tags(["b", "a\u{7}", "A", "", "a", "b"]).words == ["a", "b"])
        #expect(Tags((10...40).map(String.init)).words.count == Tags.most)
    }

    @Test("know what made them of others, and what takes it back")
    func inverse() throws {
        let before = Tags(["a", "b"])
        let after = before.changed(by: try TagChange("+c -a +b"))
        #expect(after.words == ["b", "c"])
        let change = after.change(from: before)
        #expect(change == TagChange(added: ["c"], removed: ["a"]) && change.text == "+c -a")
        #expect(after.changed(by: change.inverse) == before)
    }

    @Test("are found by tag: and by words")
    func found() throws {
        var task = VideoTask(
            id: ShortID(rawValue: "aaaaaa"),
            mode: .textToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["prompt": "x"],
            createdAt: .distantPast
        )
        task.tags = Tags(["keep"])
        let clock = WallClock(now: .distantPast)
        for (text, expected) in [
            ("tag:keep", true), ("tag:ke", true), ("tag:eep", false), ("!tag:keep", false), ("keep", true),
        ] {
            #expect(try TaskFilter(text, at: clock).fits(task, SearchText(task)) == expected, "\(text)")
        }
    }
}
