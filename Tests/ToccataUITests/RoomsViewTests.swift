import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Library and Log")
struct RoomsViewTests {
    @Test("lists what is saved with its seed")
    func library() {
        var task = makeTask("k40cc9", .done, age: 700)
        task.file = "/home/jo/videos/LOCAL-k40cc9_lake_7.mp4"
        task.finishedAt = start.addingTimeInterval(-600)
        var desk = Desk(tasks: [task, makeTask("aaaaaa")])
        desk.press("3")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue 2 Compose [3 Library] 4 Refs 5 Log    LOCAL placeholder videos 1
                  ST    ID     KIND FILE AND PROMPT                                AGE SEED
                > DONE  k40cc9 t2v  LOCAL-k40cc9_lake_7.mp4  Lake at dawn, golde~  10m 7











                ── k40cc9 DONE  l: full detail ─────────────────────────────────────────────────
                 Prompt   Lake at dawn, golden light, slow dolly back
                 Params   t2v  6 s  16:9  720p  30 fps  seed 7  no audio
                 Status   DONE
                 Task     0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6
                 File     /home/jo/videos/LOCAL-k40cc9_lake_7.mp4



                 ? help  Enter open  l detail  / filter  Space mark  S sort  c clone  d download
                """
        )
    }

    @Test("shows the newest notes with time and level")
    func log() {
        var desk = Desk()
        desk.take(.noted(Note(Notice("k40cc9 was saved"), at: start)))
        desk.take(.noted(Note(.error("\u{1B}[31mq3e99a failed"), at: start.addingTimeInterval(61))))
        desk.press("5")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue 2 Compose 3 Library 4 Refs [5 Log]      LOCAL placeholder videos
                ┌─ Log ──────────────────────────────────────────────────── 2  info and worse ─┐
                │  08:00:00        k40cc9 was saved                                            │
                │> 08:01:01  error �[31mq3e99a failed                                          │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘

                 ? help  / filter  v level  : actions  2 compose  q back  Q quit
                """
        )
    }

    @Test("shows the selected note as a whole, and the others in a row each", arguments: [(80, 24), (40, 10)])
    func longNote(columns: Int, rows: Int) {
        var desk = Desk(columns: columns, rows: rows)
        let long = "No connection: Failed to connect to 127.0.0.1 port 42317 after 0 ms: Couldn't connect to server."
        desk.take(.noted(Note(.warning(long), at: start)))
        desk.take(.noted(Note(Notice("The service answers again."), at: start)))
        desk.press("5")
        #expect(!desk.screen.contains("server."))
        desk.press("k")
        #expect(desk.screen.contains("server."))
        #expect(columns == 40 || desk.screen.contains("  08:00:00        The service answers again."))
    }

    @Test("keeps the selected note in sight among many long ones")
    func manyLongNotes() {
        var desk = Desk()
        for number in 0..<40 {
            let words = Array(repeating: "words", count: 60).joined(separator: " ")
            desk.take(.noted(Note(Notice("note \(number) \(words) end \(number)"), at: start)))
        }
        desk.press("5")
        #expect(desk.screen.contains("end 39"))
        for number in stride(from: 38, through: 0, by: -1) {
            desk.press("k")
            #expect(desk.screen.contains("end \(number)"))
        }
    }
}
