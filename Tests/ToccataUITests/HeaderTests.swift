import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Header and hints")
struct HeaderTests {
    private let remote = ServerIdentity.remote(baseURL: "https://api-gen-na.bach.art/api/vdr", keyID: "ak")

    @Test("never hides that videos are placeholders", arguments: [40, 80, 100, 120])
    func local(columns: Int) {
        var desk = Desk(columns: columns, tasks: [makeTask("aaaaaa")])
        desk.take(.networkChanged(.down(since: start, reason: "refused")))
        #expect(desk.rows[0].contains(columns < 80 ? "LOCAL" : "LOCAL placeholder videos"))
        #expect(columns == 40 || desk.rows[0].contains("down"))
    }

    @Test("names the service, whether it answers, and how much there is to do")
    func service() {
        var desk = Desk(columns: 120, server: remote, tasks: [makeTask("aaaaaa")])
        #expect(desk.rows[0].hasSuffix(" api-gen-na.bach.art 1 active"))
        desk.take(.networkChanged(.reachable))
        #expect(desk.rows[0].hasSuffix(" api-gen-na.bach.art ok 1 active"))
        desk.take(.networkChanged(.down(since: start.addingTimeInterval(-125), reason: "no route to host")))
        #expect(desk.rows[0].hasSuffix(" api-gen-na.bach.art down 2m 1 active"))
        #expect(desk.rows[desk.rows.count - 2] == " The service cannot be reached: no route to host")
    }

    @Test(
        "counts what is finished and not saved, with its age, whatever else there is to say",
        arguments: [
            (80, " LOCAL placeholder videos 2 DONE! 3h"), (100, " LOCAL placeholder videos 2 unsaved 3h ok"),
            (120, " LOCAL placeholder videos 2 unsaved 3h ok 1 active"), (40, " LOCAL 2 DONE! 3h ok 1"),
        ]
    )
    func unsaved(columns: Int, right: String) {
        let old = makeTask("bbbbbb", .unsaved, age: 3 * 3600)
        var desk = Desk(columns: columns, tasks: [makeTask("aaaaaa"), makeTask("cccccc", .unsaved), old])
        desk.take(.networkChanged(.reachable))
        #expect(desk.rows[0].hasSuffix(right), "\(desk.rows[0])")
        for id in ["bbbbbb", "cccccc"] { desk.take(.taskChanged(makeTask(id, .done))) }
        #expect(!desk.rows[0].contains("DONE!") && !desk.rows[0].contains("unsaved"))
    }

    @Test(
        "says that the host of the videos is away though the service answers, until the download goes on",
        arguments: [(80, " api-gen-na.bach.art videos down 1"), (120, " api-gen-na.bach.art video host down 1 active")]
    )
    func videoHost(columns: Int, right: String) {
        var task = makeTask("aaaaaa", .downloading, server: remote)
        var desk = Desk(columns: columns, server: remote, tasks: [task])
        desk.take(.networkChanged(.reachable))
        #expect(desk.rows[0].contains(" ok"))
        task.retryAt = start + 4
        desk.take(.taskChanged(task))
        #expect(desk.rows[0].hasSuffix(right), "\(desk.rows[0])")
        desk.take(.networkChanged(.down(since: start, reason: "refused")))
        #expect(desk.rows[0].contains(" down 0s") && !desk.rows[0].contains("video"), "\(desk.rows[0])")
        desk.take(.networkChanged(.reachable))
        task.retryAt = nil
        desk.take(.taskChanged(task))
        #expect(desk.rows[0].contains(" ok") && !desk.rows[0].contains("down"), "\(desk.rows[0])")
    }

    @Test("says on every screen what is not saved and what to do, and how old it is in its row")
    func unsavedLine() {
        var desk = Desk(columns: 99, tasks: [makeTask("aaaaaa", .unsaved, age: 7300)])
        #expect(desk.rows[2].hasSuffix(" !save 2h"), "\(desk.rows[2])")
        for screen in ["1", "3", "4", "5"] {
            desk.press(screen)
            let line = " 1 task is finished and not saved, since 2h: ! goes there, d saves"
            #expect(desk.rows[desk.rows.count - 2] == line, "\(desk.screen)")
        }
    }

    @Test(
        "says in the row and in Detail when an unsaved task is tried again, and that d tries now; it counts as before"
    )
    func savedLater() {
        var task = makeTask("aaaaaa", .unsaved, age: 7300)
        task.retryAt = start + 230
        var desk = Desk(tasks: [task])
        #expect(
            desk.rows[2].hasSuffix(" DONE! aaaaaa t2v  Lake at dawn, golden light, slow dolly back     2h retry 4m")
        )
        let words = desk.screen.split { " \n".contains($0) }.joined(separator: " ")
        #expect(words.contains("not saved here. It is tried again by itself in 4m; d tries now. How long"), "\(words)")
        #expect(desk.rows[22].hasPrefix(" 1 task is finished and not saved, since 2h"))
        #expect(desk.effects.contains(.schedule(.clock, after: .seconds(60))))
        desk.take(.tick(start + 240))
        #expect(desk.rows[2].hasSuffix(" !save 2h"), "\(desk.rows[2])")
    }

    @Test("goes with ! to the next task that waits for a person, from anywhere, and to what failed if none does")
    func nextWaiting() {
        let states: [(String, TaskState)] = [
            ("aaaaaa", .running), ("bbbbbb", .lost), ("cccccc", .failed), ("dddddd", .unsaved), ("eeeeee", .done),
        ]
        var desk = Desk(tasks: states.map { makeTask($0.0, $0.1) })
        var seen: [String?] = []
        for keys in ["!", "!", "! 4 !", "Enter !"] {
            desk.press(keys)
            #expect(desk.state.screen == .queue)
            seen.append(desk.state.selectedTask?.id.rawValue)
        }
        #expect(seen == ["bbbbbb", "dddddd", "dddddd", "bbbbbb"])
        for id in ["bbbbbb", "dddddd"] { desk.take(.taskChanged(makeTask(id, .done))) }
        desk.press("!")
        #expect(desk.state.selectedTask?.id.rawValue == "cccccc")
        desk.take(.taskChanged(makeTask("cccccc", .done)))
        desk.press("!")
        #expect(desk.screen.contains(" No task waits for you."))
    }

    @Test(
        "offers the keys that would do something for the selected task",
        arguments: [
            (TaskState.out, " ? help  Enter detail  x take back  f hold  / filter  Space mark  S sort"),
            (.held, " ? help  Enter detail  s send  x take back  / filter  Space mark  S sort"),
            (.lost, " ? help  Enter detail  a attach  s send  / filter  Space mark  S sort  c clone"),
            (.running, " ? help  Enter detail  x stop  R poll  / filter  Space mark  S sort  c clone"),
            (.unsaved, " ? help  Enter detail  / filter  Space mark  S sort  c clone  d download"),
            (.sending, " ? help  Enter detail  / filter  Space mark  S sort  c clone  t tag  : actions"),
        ]
    )
    func hints(state: TaskState, hints: String) {
        #expect(Desk(tasks: [makeTask("aaaaaa", state)]).rows.last == hints)
    }

    @Test("offers the keys of the field that has the focus, and none of another kind")
    func fields() {
        var desk = Desk()
        desk.press("2 Esc")
        #expect(desk.rows.last == " ? help  Tab field  i type  C-x Enter review  : actions  2 compose  q back")
        desk.press("Tab")
        #expect(desk.rows.last == " ? help  Tab field  Right change  C-x Enter review  : actions  2 compose  q back")
        desk.press("S-Tab S-Tab")
        #expect(desk.rows.last?.contains(" i type ") == false)
        #expect(desk.rows.last?.contains(" Right change ") == false)
    }

    @Test("says that C-x Enter ends a subject, which it does not send")
    func subject() {
        var desk = Desk()
        desk.press("4 A")
        #expect(desk.rows.last == " F1 help  Tab field  Esc leave  C-x Enter done")
        desk.press("Esc")
        #expect(desk.rows.last?.contains("  C-x Enter done  ") == true)
    }

    @Test("names the key that opens the help where the usual one does not")
    func helpInQuestion() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .lost)])
        desk.press("s")
        #expect(desk.rows.last == " F1 help  y send  n no")
        desk.press("F1")
        #expect(desk.screen.contains("─ Keys ─"))
    }

    @Test("offers the review of references before their order, however many keys there are")
    func references() {
        var desk = Desk()
        desk.press("4 a")
        desk.type("a.png")
        desk.press("Enter a")
        desk.type("b.png")
        desk.press("Enter")
        #expect(desk.rows.last == " ? help  a image  A subject  Enter edit  x remove  C-x Enter review  J down")
    }

    @Test("shows a notice in the place of the hints on a low screen, and the hints after the next key")
    func lowScreen() {
        var desk = Desk(columns: 60, rows: 12)
        desk.take(.noted(Note(.error("disk full"), at: start)))
        #expect(desk.rows.last == " error: disk full")
        desk.press("j")
        #expect(desk.rows.last?.hasPrefix(" ? help") == true)
    }

    @Test("shows ages so coarse that a second changes nothing")
    func ages() {
        var desk = Desk(tasks: [
            makeTask("aaaaaa", age: 41), makeTask("bbbbbb", age: 130), makeTask("cccccc", .stopped, age: 7300),
        ])
        #expect(desk.rows[2...4].map { $0.suffix(3) } == ["40s", " 2m", " 2h"])
        let before = desk.frame
        desk.take(.tick(start.addingTimeInterval(3)))
        #expect(desk.frame == before)
    }

    @Test("has only one line on a screen without room")
    func tiny() {
        let tasks = [makeTask("aaaaaa"), makeTask("bbbbbb", .done)]
        #expect(Desk(columns: 60, rows: 4, tasks: tasks).rows == ["Toccata 1 run 1 done (60x4 too small)", "", "", ""])
        #expect(Desk(columns: 19, rows: 5, tasks: tasks).rows[0] == "Toccata 1 run 1 do~")
    }
}
