import BachAPI
import FoundationEssentials
import Testing
import ToccataApp
import ToccataCore

/// The rooms beside Queue and Compose with room to spare; rows that repeat stand once, with their number.
@Suite("Rooms at 120x40")
struct WideRoomsTests {
    private func desk(_ tasks: VideoTask...) -> Desk { Desk(columns: 120, rows: 40, tasks: tasks) }

    private func picture(_ desk: Desk) -> String {
        var folded: [(row: String, count: Int)] = []
        for row in desk.rows {
            if row == folded.last?.row { folded[folded.count - 1].count += 1 } else { folded.append((row, 1)) }
        }
        return folded.map { $0.count == 1 ? $0.row : "\($0.row) x\($0.count)" }.joined(separator: "\n")
    }

    @Test("lists references under one another, a subject with each of its pictures")
    func references() {
        var desk = desk()
        desk.press("4 a")
        desk.type("https://example.com/lake.png")
        desk.press("Enter A")
        desk.type("anna")
        desk.press("Tab Tab Tab Tab")
        desk.type("https://example.com/front.jpg")
        desk.press("C-x Enter Esc q")
        #expect(
            picture(desk) == """
                 TOCCATA  1 Queue  2 Compose  3 Library  [4 Refs]  5 Log                                        LOCAL placeholder videos
                ┌─ References ─────────────────────────────────────────────────────────────────────────────────────── 2/9, 2 pictures ─┐
                │  1 image    https://example.com/lake.png  URL as it is                                                               │
                │> 2 subject  anna  character, realistic, 1 picture                                                                    │
                │               https://example.com/front.jpg  URL as it is                                                            │
                │    URL array at index 1 must contain at least 2 URLs.                                                                │
                │                                                                                                                      │ x31
                └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
                 Kept as it is, not ready to be sent: URL array at index 1 must contain at least 2 URLs.
                 ? help  a image  A subject  Enter edit  x remove  C-x Enter review  J down  K up  w keep  : actions  2 compose  q back
                """
        )
    }

    @Test("says beside the Queue how many drafts there are, once there are several")
    func draftStrip() {
        var desk = desk()
        #expect(desk.screen.contains("─ text to video ─┐"))
        desk.press("2")
        desk.type("a tide at dusk")
        desk.press("C-x d a Esc 1")
        #expect(desk.screen.contains("─ 1 of 2  C-x d: all  text to video ─┐"))
    }

    @Test("says of the draft that it was sent, for as long as nothing in it is changed")
    func sentDraft() {
        var desk = desk(makeTask("aaaaaa"))
        desk.press("2")
        desk.type("a tide at dusk")
        desk.press("Esc 1")
        #expect(desk.screen.contains("│Check    ready, NOT SENT"))
        let draft = desk.state.compose.draft
        desk.take(
            .draftsLoaded([KeptDraft(name: desk.state.compose.name, draft: draft, sent: draft, updatedAt: start)])
        )
        #expect(desk.screen.contains("│Check    sent as it stands"))
        desk.press("2")
        #expect(desk.screen.contains("kept, sent as it stands"))
        desk.type("!")
        #expect(desk.screen.contains("not kept yet, NOT SENT"))
    }

    @Test(
        "shows of a long prompt in the draft strip what it shows of its beginning",
        arguments: ["a tide at noon ", "湖の夜明け、", "a\n", " "]
    )
    func longDraft(piece: String) {
        let strips = [600, 12_000].map { count in
            var desk = desk()
            desk.take(.draftLoaded(Draft(prompt: String(repeating: piece, count: count) + "end of it")))
            return desk.rows.drop { !$0.contains("│Prompt ") }.prefix { !$0.contains("│Refs ") }.map { $0.prefix(72) }
        }
        #expect(strips[0] == strips[1] && !strips[0].isEmpty)
        #expect(strips[0].last?.contains("~") == true, "\(strips[0])")
    }

    @Test("puts the review in the middle, over what it is about")
    func review() {
        var desk = desk()
        desk.press("2")
        desk.type("a tide at dusk")
        desk.press("C-x Enter")
        #expect(
            picture(desk) == """
                 TOCCATA  1 Queue  [2 Compose]  3 Library  4 Refs  5 Log                                        LOCAL placeholder videos
                ┌─ Prompt ──────────────────────────────────────────────────── 14/10000 ─┐┌─ Settings ──────────────────── text2video ─┐
                │a tide at dusk                                                          ││  Mode         text to video                │
                │                                                                        ││  Duration     6 s                          │
                │                                                                        ││  Resolution   720p                         │
                │                                                                        ││  Aspect ratio 16:9                         │
                │                                                                        ││  FPS          30 (default)                 │
                │                                                                        ││  Seed         chosen at review             │
                │                                                                        ││  Variants     1                            │
                │                                                                        ││  CFG scale    5.0 (default)                │
                │                                                                        ││  Enhance      on                           │
                │                                                                        ││  Negative     -                            │
                │                     ┌─ Review and send ──────────────────────────── nothing has been sent yet ─┐                     │
                │                     │ Server   LOCAL placeholder videos (bach-local)                           │                     │
                │                     │ Request  text2video, 6 s, 16:9, 720p, 30 fps, no audio                   │                     │
                │                     │ Prompt   a tide at dusk                                                  │  C-x Enter          │
                │                     │          14 characters                                                   │                     │
                │                     │ Seed     4711   (chosen here, sent as is)                                │                     │
                │                     │ File     ~/.local/share/toccata/videos                                   │                     │
                │                     │ Used     0 sent there, 0 today; only the service knows the cost          │                     │
                │                     │ Changed  nothing of this draft was sent before                           │                     │
                │                     │                                                                          │                     │
                │                     │ The local server renders a placeholder, not a video of a model. It costs │                     │
                │                     │ nothing.                                                                 │                     │
                │                     │                                                                          │                     │
                │                     │ [y] send   [e] edit   [Esc] back   Enter does nothing here               │                     │
                │                     └──────────────────────────────────────────────────────────────────────────┘                     │
                └────────────────────────────────────────────────────────────────────────┘│                                            │
                ┌─ Advice: Prompt ───────────────────────────────────────────────────────┐│                                            │
                │Say what moves: the kind of motion, its speed and direction (slight     ││                                            │
                │rocking, gliding upwards slowly). Name the camera's move, the           ││                                            │
                │surroundings and their light. Be specific. Enter is a new line.         ││                                            │
                │                                                                        ││                                            │ x3
                └────────────────────────────────────────────────────────────────────────┘│                                            │
                 Check  ready: C-x Enter to review                                        │                                            │
                 Draft  kept, NOT SENT                                                    └────────────────────────────────────────────┘

                 ? help  y send  e edit  Esc back  : actions  2 compose  Q quit
                """
        )
    }

    @Test("shows a saved video beside all there is to know about it")
    func library() {
        var task = makeTask("k40cc9", .done, age: 700)
        task.file = "/home/jo/videos/LOCAL-k40cc9_lake_7.mp4"
        task.finishedAt = start.addingTimeInterval(-600)
        var desk = desk(task)
        desk.press("3")
        #expect(
            picture(desk) == """
                 TOCCATA  1 Queue  2 Compose  [3 Library]  4 Refs  5 Log                                        LOCAL placeholder videos
                ┌─ Library 1 ──────────────────────────────────────────────────────────┐┌─ Task k40cc9 DONE ─────────────── l scrolls ─┐
                │  ST    ID     KIND FILE AND PROMPT                      AGE SEED     ││State    DONE  saved                          │
                │> DONE  k40cc9 t2v  LOCAL-k40cc9_lake_7.mp4  Lake at d~  10m 7        ││Status   DONE                                 │
                │                                                                      ││Prompt   Lake at dawn, golden light, slow     │
                │                                                                      ││         dolly back                           │
                │                                                                      ││Params   t2v  6 s  16:9  720p  30 fps  seed 7 │
                │                                                                      ││         no audio                             │
                │                                                                      ││Server   LOCAL placeholder videos (bach-local │
                │                                                                      ││         on this machine)                     │
                │                                                                      ││Task     0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6 │
                │                                                                      ││File     /home/jo/videos/LOCAL-k40cc9_lake_7.m│
                │                                                                      ││         p4                                   │
                │                                                                      ││Made     2027-01-15 07:48:20  (11m ago)       │
                │                                                                      ││Finished 2027-01-15 07:50:00  (10m ago)       │
                │                                                                      ││                                              │ x11
                └──────────────────────────────────────────────────────────────────────┘│                                              │
                ┌─ Draft ────────────────────────────────────────────── text to video ─┐│                                              │
                │Prompt   (none yet)                                                   ││                                              │
                │Refs     (none)                                                       ││                                              │
                │Check    2 writes one                                                 ││                                              │
                └──────────────────────────────────────────────────────────────────────┘└─ [Status] Params Events JSON Diff ───── [ ] ─┘
                ┌─ Activity ─────────────────────────────────────────────────────────────────────────────────────────────────── 5 Log ─┐
                │                                                                                                                      │ x4
                └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘

                 ? help  Enter open  l detail  / filter  Space mark  S sort  c clone  d download  X forget  t tag  : actions  2 compose
                """
        )
    }

    @Test("says that nothing happened yet")
    func log() {
        var desk = desk()
        desk.press("5")
        #expect(
            picture(desk) == """
                 TOCCATA  1 Queue  2 Compose  3 Library  4 Refs  [5 Log]                                        LOCAL placeholder videos
                ┌─ Log ──────────────────────────────────────────────────────────────────────────────────────────── 0  info and worse ─┐
                │Nothing happened yet.                                                                                                 │
                │                                                                                                                      │ x34
                └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘

                 ? help  / filter  v level  : actions  2 compose  q back  Q quit
                """
        )
    }
}
