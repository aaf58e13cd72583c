import BachAPI
import Testing
import ToccataApp
import ToccataCore

@Suite("Several seeds on the screen")
struct VariantViewTests {
    private func desk(_ columns: Int, _ rows: Int, server: ServerIdentity = .local) -> Desk {
        var desk = Desk(columns: columns, rows: rows, server: server)
        var draft = Draft(prompt: "a lake at night")
        (draft.variants, draft.seed) = ("3", "7")
        desk.take(.draftLoaded(draft))
        desk.press("2")
        return desk
    }

    @Test("a review names each seed, how many are paid for, what changed, and what was sent", arguments: [80, 120])
    func review(columns: Int) {
        var desk = desk(columns, 40, server: .remote(baseURL: "https://api.example.com", keyID: "AK1"))
        let sent = Draft(prompt: "a lake at dawn")
        desk.take(.draftsLoaded([KeptDraft(name: NamedDraft.firstName, draft: sent, sent: sent, updatedAt: start)]))
        desk.press("C-x Enter")
        for words in [
            "3, one for each seed: 3 videos, each is paid for", "7, 8, 9", "0 sent there, 0 today",
            "Prompt: -\"dawn\" +\"night\"", "Seed: (none) -> 7", "Variants: 1 -> 3", "[y] send 3",
        ] { #expect(desk.screen.contains(words), "\(words)\n\(desk.screen)") }
    }

    @Test("at the local server nothing is paid for")
    func local() {
        var desk = desk(80, 40)
        desk.press("C-x Enter")
        #expect(desk.screen.contains("3, one for each seed: 3 videos "), "\(desk.screen)")
        #expect(!desk.screen.contains("paid for"))
        #expect(desk.screen.contains("nothing of this draft was sent before"))
    }

    @Test("Detail says which one of them it is")
    func detail() {
        var (one, two) = (makeTask("aaaaaa", .running), makeTask("bbbbbb", .done))
        (one.request, two.request) = (["prompt": "x", "seed": 7], ["prompt": "x", "seed": 8])
        (one.group, two.group) = (one.id, one.id)
        var desk = Desk(columns: 120, rows: 40, tasks: [two, one])
        desk.press("Enter")
        #expect(desk.screen.contains("2 of 2 sent together, with aaaaaa RUN"), "\(desk.screen)")
    }
}
