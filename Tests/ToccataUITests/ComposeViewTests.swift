import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Compose on the screen")
struct ComposeViewTests {
    @Test("has prompt, settings, advice and check on 80x24")
    func medium() {
        var desk = Desk()
        desk.press("2")
        desk.type("A lake at dawn, 12 swans\nslow dolly back")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue [2 Compose] 3 Library 4 Refs 5 Log      LOCAL placeholder videos
                ┌─ Prompt ────────────────────── 40/10000 ─┐┌─ Settings ────────── text2video ─┐
                │A lake at dawn, 12 swans                  ││  Mode         text to video      │
                │slow dolly back                           ││  Duration     6 s                │
                │                                          ││  Resolution   720p               │
                │                                          ││  Aspect ratio 16:9               │
                │                                          ││  FPS          30 (default)       │
                │                                          ││  Seed         chosen at review   │
                │                                          ││  Variants     1                  │
                │                                          ││  CFG scale    5.0 (default)      │
                │                                          ││  Enhance      on                 │
                └──────────────────────────────────────────┘│  Negative     -                  │
                ┌─ Advice: Prompt ─────────────────────────┐│  Audio        off                │
                │Say what moves: the kind of motion, its   ││  Audio prompt -                  │
                │speed and direction (slight rocking,      ││  Callback URL -                  │
                │gliding upwards slowly). Name the camera's││               [Review]  C-x Enter│
                │move, the surroundings and their light. Be││                                  │
                │specific. Enter is a new line.            ││                                  │
                │                                          ││                                  │
                └──────────────────────────────────────────┘│                                  │
                 Check  ready: C-x Enter to review          │                                  │
                 Draft  not kept yet, NOT SENT              └──────────────────────────────────┘

                 F1 help  Tab settings  Esc leave  C-x Enter review  C-x C-e editor
                """
        )
    }

    @Test(
        "shows every mode whole while it is chosen, narrow as its column is",
        arguments: [(40, 12), (80, 24), (120, 40)]
    )
    func choices(columns: Int, rows: Int) {
        var desk = Desk(columns: columns, rows: rows)
        desk.press("2 Tab")
        for mode in ["text to video", "image to video", "multi-image to video", "elements to video"] {
            for _ in 0..<4 where !desk.screen.contains("< \(mode) >") { desk.press("Right") }
            #expect(desk.screen.contains("< \(mode) >"), "\(desk.screen)")
        }
    }

    @Test("has the same with more room at 120x40")
    func wide() {
        var desk = Desk(columns: 120, rows: 40)
        desk.press("2")
        desk.type("湖 at dawn 🕊")
        #expect(
            desk.screen == """
                 TOCCATA  1 Queue  [2 Compose]  3 Library  4 Refs  5 Log                                        LOCAL placeholder videos
                ┌─ Prompt ──────────────────────────────────────────────────── 11/10000 ─┐┌─ Settings ──────────────────── text2video ─┐
                │湖 at dawn 🕊                                                            ││  Mode         text to video                │
                │                                                                        ││  Duration     6 s                          │
                │                                                                        ││  Resolution   720p                         │
                │                                                                        ││  Aspect ratio 16:9                         │
                │                                                                        ││  FPS          30 (default)                 │
                │                                                                        ││  Seed         chosen at review             │
                │                                                                        ││  Variants     1                            │
                │                                                                        ││  CFG scale    5.0 (default)                │
                │                                                                        ││  Enhance      on                           │
                │                                                                        ││  Negative     -                            │
                │                                                                        ││  Audio        off                          │
                │                                                                        ││  Audio prompt -                            │
                │                                                                        ││  Callback URL -                            │
                │                                                                        ││               [Review]  C-x Enter          │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                └────────────────────────────────────────────────────────────────────────┘│                                            │
                ┌─ Advice: Prompt ───────────────────────────────────────────────────────┐│                                            │
                │Say what moves: the kind of motion, its speed and direction (slight     ││                                            │
                │rocking, gliding upwards slowly). Name the camera's move, the           ││                                            │
                │surroundings and their light. Be specific. Enter is a new line.         ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                └────────────────────────────────────────────────────────────────────────┘│                                            │
                 Check  ready: C-x Enter to review                                        │                                            │
                 Draft  not kept yet, NOT SENT                                            └────────────────────────────────────────────┘

                 F1 help  Tab settings  Esc leave  C-x Enter review  C-x C-e editor  C-x d drafts
                """
        )
    }

    @Test("shows each message right under its field and sends nothing")
    func problems() {
        var desk = Desk()
        desk.press("2 Tab Right Tab")
        desk.type("ftp://x/a.png")
        desk.press("Tab Tab Tab Tab")
        desk.type("-1")
        desk.press("C-x Enter")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue [2 Compose] 3 Library 4 Refs 5 Log      LOCAL placeholder videos
                ┌─ Prompt ─────────────────────── 0/10000 ─┐┌─ Settings ───────── image2video ─┐
                │                                          ││  Mode         image to video     │
                │                                          ││> Image        URL or path        │
                │                                          ││  ftp://x/a.png                   │
                │                                          ││  Image URL must be a valid HTTP  │
                │                                          ││  or HTTPS URL                    │
                │                                          ││  Duration     6 s                │
                │                                          ││  Resolution   720p               │
                │                                          ││  FPS          30 (default)       │
                └──────────────────────────────────────────┘│  Seed         -1                 │
                ┌─ Advice: Image ──────────────────────────┐│  Seed must be between 0 and      │
                │A URL, or a file of this machine (it is   ││  10000000.                       │
                │uploaded first): JPEG, PNG, WebP, GIF, BMP││  Variants     1                  │
                │or TIFF, 10 MB at most, 300x300 at least. ││  CFG scale    5.0 (default)      │
                │720p or larger, sharp, with a clear       ││  Enhance      on                 │
                │subject and an uncluttered scene moves    ││  Negative     -                  │
                │best.                                     ││  Audio        off                │
                └──────────────────────────────────────────┘│  Audio prompt -                  │
                 Check  2 problems: Image URL must be a     │  Callback URL -                  │
                        valid HTTP or HTTPS URL             │  Moderation   on                 │
                 Draft  kept, NOT SENT                      └──────────────────────────────────┘
                 error: Nothing was sent. Image URL must be a valid HTTP or HTTPS URL (and 1
                        more)
                """
        )
    }

    @Test("says what is wrong with the prompt to the end of the sentence", arguments: [(80, 24), (60, 16), (120, 40)])
    func longProblem(columns: Int, rows: Int) {
        var desk = Desk(columns: columns, rows: rows)
        desk.press("2")
        desk.give(.paste(String(repeating: "word ", count: 2001)))
        let text = desk.rows.map { $0.prefix(columns == 80 ? 44 : columns) }.joined(separator: " ")
        let words = text.split(whereSeparator: { " │└─┘".contains($0) }).joined(separator: " ")
        #expect(words.contains("The prompt length must not exceed 10000 characters. "))
        #expect(columns == 60 || words.contains("Check The prompt length must not exceed 10000 characters. Draft"))
    }

    @Test("says how to go on in full on 40x10")
    func lowAndNarrow() {
        var desk = Desk(columns: 40, rows: 10)
        desk.press("2 x")
        #expect(desk.rows[8] == " Check  ready: C-x Enter to review")
    }

    @Test(
        "says that another console writes the same draft, for as long as nobody looked",
        arguments: [(80, 24), (40, 10)]
    )
    func contested(columns: Int, rows: Int) {
        var desk = Desk(columns: columns, rows: rows)
        desk.press("2")
        desk.type("a tide")
        desk.take(.draftContested(name: desk.state.compose.name, revision: 4))
        desk.type(" at noon")
        let words = " Draft  also written elsewhere: C-x d H"
        #expect(
            desk.rows.contains { $0.hasPrefix(words) && $0.dropFirst(words.count).allSatisfy { " │└─┘".contains($0) } }
        )
        desk.press("C-x d H Esc Esc")
        #expect(!desk.screen.contains("elsewhere"))
    }

    @Test("says why a picture cannot be read, without a row for what is not known of it")
    func unreadable() {
        var desk = Desk()
        desk.press("2 x Tab Right Tab")
        desk.type("a.png")
        desk.press("Tab")
        let why = PictureFinding.unreadable("/films/a.png: No such file or directory.")
        desk.take(.pictureChecked(path: "/films/a.png", why))
        #expect(desk.rows[3].hasSuffix("│  Image        a.png              │"))
        #expect(desk.rows[4].hasSuffix("│  /films/a.png: No such file or   │"))
    }

    @Test("shows prompt and settings one above the other on 60x16")
    func small() {
        var desk = Desk(columns: 60, rows: 16)
        desk.press("2 Tab Tab Right")
        #expect(
            desk.screen == """
                TOCCATA Compose                                        LOCAL
                ┌─ Prompt ─────────────────────────────────────── 0/10000 ─┐
                │                                                          │
                │                                                          │
                │                                                          │
                │                                                          │
                │                                                          │
                └──────────────────────────────────────────────────────────┘
                  Mode         text to video
                > Duration     < 1 s >
                  Resolution   720p
                  Aspect ratio 16:9
                  FPS          30 (default)
                 Check  Please provide a prompt.

                 ? help  Tab field  Right change  C-x Enter review
                """
        )
    }

    @Test("shows all that would be sent on 80x24")
    func review() {
        var desk = Desk(server: .remote(baseURL: "https://api-gen-na.bach.art/api/vdr", keyID: "ak"))
        desk.press("2")
        desk.type("A lake at dawn, twelve swans; slow dolly back from the reeds to a wide shot.")
        desk.press("M-Enter")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue [2 Compose] 3 Library 4 Refs 5 Log           api-gen-na.bach.art
                ┌─ Prompt ────────────────────── 76/10000 ─┐┌─ Settings ────────── text2video ─┐
                │A lake at dawn, twelve swans; slow dolly  ││  Mode         text to video      │
                │back from the reeds to a wide shot.       ││  Duration     6 s                │
                │ ┌─ Review and send ──────────────────────────── nothing has been sent yet ─┐ │
                │ │ Server   api-gen-na.bach.art                                             │ │
                │ │ Cost     A sent task cannot be cancelled and is billed.                  │ │
                │ │ Request  text2video, 6 s, 16:9, 720p, 30 fps, no audio                   │ │
                │ │ Prompt   A lake at dawn, twelve swans; slow dolly back from the reeds to │ │
                │ │          a wide shot.                                                    │ │
                │ │          76 characters                                                   │ │
                └─│ Seed     4711   (chosen here, sent as is)                                │ │
                ┌─│ File     ~/.local/share/toccata/videos                                   │ │
                │S│ Used     0 sent there, 0 today; only the service knows the cost          │ │
                │s│ Changed  nothing of this draft was sent before                           │ │
                │g│                                                                          │r│
                │m│ If the answer is lost, it is LOST? and never sent again by itself.       │ │
                │s│                                                                          │ │
                │ │ [y] send   [e] edit   [Esc] back   Enter does nothing here               │ │
                └─└──────────────────────────────────────────────────────────────────────────┘ │
                 Check  ready: C-x Enter to review          │                                  │
                 Draft  kept, NOT SENT                      └──────────────────────────────────┘

                 ? help  y send  e edit  Esc back  : actions  2 compose  Q quit
                """
        )
    }
}
