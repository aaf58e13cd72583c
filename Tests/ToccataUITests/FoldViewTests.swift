import BachAPI
import PlainText
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Groups on the screen")
struct FoldViewTests {
    private func makeGroup(_ states: TaskState..., prompt: String = "Lake at dawn, golden light, slow dolly back")
        -> [VideoTask]
    {
        states.enumerated().map { index, state in
            var task = makeTask("g0000\(index)", state, prompt: prompt, age: Double(30 + index))
            task.request = ["prompt": .string(prompt), "duration": 6, "seed": .integer(Int64(1001 + index))]
            task.group = ShortID(rawValue: "g00000")
            if state == .failed { (task.code, task.message) = (1001, "The picture shows a known person.") }
            if state == .done { task.file = "/videos/g0000\(index)_lake.mp4" }
            return task
        }
    }

    private func desk(_ columns: Int, _ rows: Int, ascii: Bool = false) -> Desk {
        let group = makeGroup(.running, .running, .lost, .done, .failed)
        let others = [makeTask("aaaaaa", age: 5), makeTask("zzzzzz", .done, prompt: "Boat", age: 90)]
        var desk = Desk(columns: columns, rows: rows, tasks: [others[0]] + group + [others[1]])
        desk.state.isASCII = ascii
        desk.press("j h")
        return desk
    }

    @Test("an open group tells its rows apart by their seeds, and offers to fold them")
    func open() {
        var desk = desk(80, 24)
        desk.press("l")
        #expect(
            desk.screen == """
                TOCCATA [1 Queue] 2 Compose 3 Library 4 Refs 5 Log    LOCAL placeholder videos 3
                  ST    ID     KIND PROMPT                                         AGE NOTE
                  RUN   aaaaaa t2v  Lake at dawn, golden light, slow dolly back     5s
                > RUN   g00000 t2v  seed 1001  Lake at dawn, golden light, slow ~  30s
                  RUN   g00001 t2v  seed 1002  Lake at dawn, golden light, slow ~  30s
                  LOST? g00002 t2v  seed 1003  Lake at dawn, golden light, slow ~  30s ask
                  DONE  g00003 t2v  seed 1004  Lake at dawn, golden light, slow ~  30s saved
                  FAIL  g00004 t2v  seed 1005  Lake at dawn, golden light, slow ~  30s 1001
                  DONE  zzzzzz t2v  Boat                                            1m saved





                ── g00000 RUN  Enter: full detail ──────────────────────────────────────────────
                 Prompt   Lake at dawn, golden light, slow dolly back
                 Params   t2v  6 s  16:9  720p  30 fps  seed 1001  no audio
                 Status   RUN
                 Task     0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6



                 2 tasks need a look: ! goes there
                 ? help  Enter detail  x stop  z undo  R poll  / filter  Space mark  h fold
                """
        )
    }

    @Test("a folded one is a row with its number, what waits for a person first, and below it each of its tasks")
    func medium() {
        let screen = desk(80, 24).screen
        #expect(
            screen == """
                TOCCATA [1 Queue] 2 Compose 3 Library 4 Refs 5 Log    LOCAL placeholder videos 3
                  ST    ID     KIND PROMPT                                         AGE NOTE
                  RUN   aaaaaa t2v  Lake at dawn, golden light, slow dolly back     5s
                > ▸ 5 tasks    t2v  1 LOST?  1 FAIL  2 RUN  1 DONE  Lake at dawn~  30s
                  DONE  zzzzzz t2v  Boat                                            1m saved









                ── Group of 5 tasks  Enter unfolds ─────────────────────────────────────────────
                 Prompt   Lake at dawn, golden light, slow dolly back
                 seed 1001  RUN   g00000
                 seed 1002  RUN   g00001
                 seed 1003  LOST? g00002  ask
                 seed 1004  DONE  g00003  saved  g00003_lake.mp4
                 seed 1005  FAIL  g00004  1001  The picture shows a known person.

                 2 tasks need a look: ! goes there
                 ? help  Enter unfold  x stop  z undo  r put right  / filter  Space mark  S sort
                """
        )
    }

    @Test("on a low narrow screen too, in ASCII")
    func small() {
        let screen = desk(40, 12, ascii: true).screen
        #expect(
            screen == """
                TOCCATA Queue                    LOCAL 3
                  ST    ID     PROMPT            NOTE
                  RUN   aaaaaa Lake at dawn, go~
                > + 5 tasks    1 LOST?  1 FAIL  2 RUN  ~
                  DONE  zzzzzz Boat              saved



                -- Group of 5 tasks --------------------
                1 LOST?, 1 FAIL, 2 RUN, 1 DONE
                seed 1001 RUN, seed 1002 RUN, seed 1003
                 ? help  Enter unfold  x stop  z undo
                """
        )
    }

    @Test("beside the list there is room for all that its tasks have in common")
    func wide() {
        let screen = desk(120, 40).screen
        #expect(
            screen == """
                 TOCCATA  [1 Queue]  2 Compose  3 Library  4 Refs  5 Log                               LOCAL placeholder videos 3 active
                ┌─ Queue 7 ────────────────────────────────────────────────────────────┐┌─ Group of 5 tasks ─────────── Enter unfolds ─┐
                │  ST    ID     KIND PROMPT                               AGE NOTE     ││Group    5 tasks: 1 LOST?, 1 FAIL, 2 RUN, 1   │
                │  RUN   aaaaaa t2v  Lake at dawn, golden light, slow d~   5s          ││         DONE                                 │
                │> ▸ 5 tasks    t2v  1 LOST?  1 FAIL  2 RUN  1 DONE  La~  30s          ││Prompt   Lake at dawn, golden light, slow     │
                │  DONE  zzzzzz t2v  Boat                                  1m saved    ││         dolly back                           │
                │                                                                      ││Params   t2v  6 s  16:9  720p  30 fps  no     │
                │                                                                      ││         audio                                │
                │                                                                      ││                                              │
                │                                                                      ││seed 1001  RUN   g00000                       │
                │                                                                      ││seed 1002  RUN   g00001                       │
                │                                                                      ││seed 1003  LOST? g00002  ask                  │
                │                                                                      ││seed 1004  DONE  g00003  saved  g00003_lake.m~│
                │                                                                      ││seed 1005  FAIL  g00004  1001  The picture sh~│
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                └──────────────────────────────────────────────────────────────────────┘│                                              │
                ┌─ Draft ────────────────────────────────────────────── text to video ─┐│                                              │
                │Prompt   (none yet)                                                   ││                                              │
                │Refs     (none)                                                       ││                                              │
                │Check    2 writes one                                                 ││                                              │
                └──────────────────────────────────────────────────────────────────────┘└──────────────────────────────────────────────┘
                ┌─ Activity ─────────────────────────────────────────────────────────────────────────────────────────────────── 5 Log ─┐
                │                                                                                                                      │
                │                                                                                                                      │
                │                                                                                                                      │
                │                                                                                                                      │
                └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
                 2 tasks need a look: ! goes there
                 ? help  Enter unfold  x stop  z undo  r put right  / filter  Space mark  S sort  c clone  d download  t tag  : actions
                """
        )
    }

    @Test("as much of it as a filter shows is counted, and marks of some are not marks of all")
    func partly() {
        var desk = desk(80, 24)
        desk.press("/")
        desk.type("state:running")
        desk.press("Enter j Space")
        #expect(desk.rows[4] == ">*▸ 2 of 5     t2v  2 RUN  Lake at dawn, golden light, slow doll~  30s")
        desk.press("/ Esc")
        #expect(desk.rows[3] == ">-▸ 5 tasks    t2v  1 LOST?  1 FAIL  2 RUN  1 DONE  Lake at dawn~  30s")
    }

    @Test("a question about it says how many it means, and what is left out")
    func question() {
        var desk = desk(80, 24)
        desk.press("x")
        let words = desk.screen.split { " \n│".contains($0) }.joined(separator: " ")
        #expect(words.contains("Stop watching 2 running tasks? They go on and are billed. 3 other ones are left out"))
    }

    @Test("rows are as wide as the screen with any prompt at any width", arguments: [40, 44, 52, 64, 80, 96, 121])
    func widths(columns: Int) {
        for prompt in ["湖の夜明け、金色の光、ゆっくりと後退するドリー", "👩‍👩‍👧 e\u{301}\u{301}", ""] {
            var desk = Desk(columns: columns, rows: 10, tasks: makeGroup(.running, .lost, .done, prompt: prompt))
            desk.press("h")
            #expect(desk.frame.lines.allSatisfy { PlainText.columns(of: $0) == columns })
            #expect(desk.screen.contains("▸ 3 tasks") && desk.screen.contains("1 LOST?"), "\(desk.screen)")
        }
    }
}
