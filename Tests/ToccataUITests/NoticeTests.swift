import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("The line of notices")
struct NoticeTests {
    private static let long =
        "There is no display to play on. The video is /home/jo/.local/share/toccata/videos/2027-01-15/lake-aaaaaa.mp4."

    @Test("goes on over the hints where it is too long for one row, and gives them back")
    func twoRows() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .done)])
        let hints = desk.rows[23]
        #expect(hints.contains("help"))
        desk.take(.noted(Note(.error(Self.long), at: start)))
        #expect(desk.rows[22] == " error: There is no display to play on. The video is", "\(desk.screen)")
        #expect(desk.rows[23] == "        /home/jo/.local/share/toccata/videos/2027-01-15/lake-aaaaaa.mp4.")
        desk.press("k")
        #expect(desk.rows[23] == hints)
        desk.take(.noted(Note(.warning("Mind the gap."), at: start)))
        #expect(desk.rows[22...] == [" Mind the gap.", hints])
    }

    @Test("has no line breaks of what it quotes")
    func quoted() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .done)])
        desk.take(
            .noted(Note(.warning("The draft \"\nA fox\nand a bo\u{301}at\", which is long. \(Self.long)"), at: start))
        )
        #expect(desk.rows[22].hasPrefix(" The draft \" A fox and a b"), "\(desk.screen)")
    }

    @Test("is drawn with the hints again where a move takes a long notice away")
    func moved() {
        var desk = Desk(tasks: ["aaaaaa", "bbbbbb", "cccccc"].map { makeTask($0) })
        desk.waitsForQuiet = false
        var memory = ViewMemory()
        desk.press("j")
        desk.take(.noted(Note(.error(Self.long), at: start)))
        #expect(memory.view(desk.state, size: desk.size) == desk.frame)
        desk.press("j")
        #expect(memory.view(desk.state, size: desk.size) == desk.frame)
        #expect(!desk.screen.contains("lake-aaaaaa.mp4."))
    }

    @Test("says what was said of what a key could not do in the log too, once, and no more than that")
    func logged() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .done)])
        desk.take(.textEdited(.refused("There is no program nosuched: install it.")))
        desk.take(.textEdited(.refused("There is no program nosuched: install it.")))
        #expect(desk.state.log.entries.count == 1)
        desk.press("S")
        #expect(desk.state.notice?.level == .information)
        #expect(desk.state.log.entries.count == 1)
    }

    @Test("has the values of a filter's key whole while it is typed")
    func filterValues() {
        var desk = Desk(columns: 120, rows: 40, tasks: [makeTask("aaaaaa")])
        desk.press("/")
        desk.type("state:")
        #expect(desk.rows[38...].joined().contains("stopped"), "\(desk.rows[38...])")
        desk.type("done")
        #expect(!desk.rows[38...].joined().contains("stopped"))
    }

    @Test("and hints name no action that a person has taken all keys from")
    func unbound() {
        var desk = Desk(columns: 120, tasks: [makeTask("aaaaaa")])
        #expect(desk.rows[23].contains(": actions"), "\(desk.rows[23])")
        desk.state.keymap =
            Keymap.changed(
                by: [KeyChange(place: "everywhere", action: "actions", keys: [])],
                filters: []
            ).keymap
        #expect(!desk.rows[23].contains("actions"), "\(desk.rows[23])")
    }
}
