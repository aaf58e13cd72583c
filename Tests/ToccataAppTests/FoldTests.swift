import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Groups in one row")
struct FoldTests {
    /// Four tasks of one group between two others; newest first.
    private func tasks(_ states: TaskState...) -> [VideoTask] {
        let members = zip("bcde", states).enumerated().map { index, member in
            var task = makeTask(String(repeating: member.0, count: 6), member.1, age: Double(20 + index))
            task.group = id("b")
            task.request = ["prompt": "a tide", "seed": .integer(Int64(7 + index))]
            if task.state == .done { task.file = "/videos/\(member.0).mp4" }
            return task
        }
        return [makeTask("aaaaaa", .running, age: 10)] + members + [makeTask("ffffff", .out, age: 90)]
    }

    private func state(_ states: TaskState..., folded: Bool = true) -> AppState {
        let all = tasks(states[0], states[1], states[2], states[3])
        var state = makeState(all)
        state.press(.move(.down))
        if folded { state.press(.fold) }
        return state
    }

    private func id(_ letter: Character) -> ShortID { ShortID(rawValue: String(repeating: letter, count: 6)) }
    private func letters(_ ids: some Sequence<ShortID>) -> String { ids.map { $0.rawValue.prefix(1) }.joined() }

    /// The rows, a group in brackets.
    private func rows(_ list: TaskList) -> String {
        (0..<list.shownCount).map { row in
            list.fold(row: row) == nil ? letters([list[row].id]) : "[\(letters(list.ids(row: row)))]"
        }.joined()
    }

    private func question(_ state: AppState) -> Bulk? {
        guard case .question(.bulk(let bulk)) = state.overlays.last else { return nil }
        return bulk
    }

    @Test("stand open until a person folds them from any of their rows, and Enter opens them again")
    func foldAndUnfold() {
        var state = state(.running, .running, .pending, .done, folded: false)
        #expect(rows(state.queue) == "abcdef")
        state.press(.move(.down), .move(.down), .fold)
        #expect(rows(state.queue) == "a[bcde]f" && state.queue.viewport.selection == 1)
        #expect(state.queue.selectedFold?.total == 4)
        state.press(.open)
        #expect(rows(state.queue) == "abcdef" && state.selectedTask?.id == id("d") && state.detailTop == nil)
        state.press(.open)
        #expect(state.detailTop == 0)
    }

    @Test("are not made of a task that was sent alone, or of one whose others are gone")
    func alone() {
        var state = state(.done, .done, .done, .done, folded: false)
        state.press(.move(.top), .fold)
        #expect(state.notice == .warning("No other task here was sent together with this one."))
        for letter in "bcd" { _ = reduce(&state, .taskRemoved(id(letter))) }
        state.press(.move(.down), .fold)
        #expect(rows(state.queue) == "aef")
        state.press(.foldAll)
        #expect(state.notice == .warning("No tasks here were sent together."))
    }

    @Test("are all folded by one key, all unfolded by the next, and that can be taken back")
    func all() {
        var more = tasks(.running, .running, .pending, .done)
        for letter in "gh" {
            more.append(makeTask(String(repeating: letter, count: 6), age: 100))
            more[more.count - 1].group = id("g")
        }
        var state = makeState(more)
        state.press(.foldAll)
        #expect(rows(state.queue) == "a[bcde]f[gh]")
        state.press(.move(.bottom), .open, .foldAll)
        #expect(rows(state.queue) == "a[bcde]f[gh]")
        state.press(.foldAll)
        #expect(rows(state.queue) == "abcdefgh")
        state.press(.undo, .undo)
        #expect(rows(state.queue) == "a[bcde]fgh")
        state.press(.redo)
        #expect(rows(state.queue) == "a[bcde]f[gh]")
    }

    @Test("keep the selection whatever their tasks become, in every order, until the last is gone")
    func selection() {
        var state = state(.running, .running, .pending, .running)
        for _ in 0..<TaskOrder.allCases.count {
            _ = reduce(&state, .taskChanged(tasks(.running, .running, .pending, .failed)[4]))
            #expect(state.selectedFold?.tasks.count == 4, "\(state.queue.order)")
            state.press(.order)
        }
        state.press(.filter)
        state.type("state:pend")
        #expect(rows(state.queue) == "[d]" && state.selectedFold?.total == 4)
        state.press(.leaveField)
        for letter in "bdc" {
            #expect(state.selectedFold != nil)
            _ = reduce(&state, .taskRemoved(id(letter)))
        }
        #expect(rows(state.queue) == "aef" && state.selectedTask?.id == id("e"))
    }

    @Test("stay selected when they move because the task that was selected is gone")
    func moved() {
        var state = state(.pending, .done, .done, .done)
        state.press(.order, .order)
        #expect(rows(state.queue) == "f[bcde]a" && state.selectedTask?.id == id("b"))
        _ = reduce(&state, .taskRemoved(id("b")))
        #expect(rows(state.queue) == "fa[cde]" && state.selectedFold != nil)
    }

    @Test("show of a filter only what fits, and a sort puts them where their first task is")
    func filtered() {
        var state = state(.failed, .running, .done, .running)
        state.press(.move(.top), .order)
        #expect(rows(state.queue) == "f[edcb]a")
        state.press(.filter)
        state.type("state:running")
        state.press(.open)
        #expect(rows(state.queue) == "[ec]a")
        #expect(state.queue.shownTaskCount == 3)
    }

    @Test("open for a task that is to be seen")
    func waiting() {
        var state = state(.running, .lost, .done, .running)
        state.press(.move(.bottom), .nextWaiting)
        #expect(rows(state.queue) == "abcdef" && state.selectedTask?.id == id("c"))
        state.press(.fold, .nextWaiting)
        #expect(rows(state.queue) == "abcdef" && state.selectedTask?.id == id("c"))
    }

    @Test("are marked and unmarked as a whole, and are in ranges, in all and in the others")
    func marks() {
        var state = state(.running, .running, .done, .failed)
        func marked() -> String { letters(state.marks.ids.sorted { $0.rawValue < $1.rawValue }) }
        state.press(.mark)
        #expect(marked() == "bcde" && state.selectedTask?.id == id("f"))
        state.press(.move(.up), .mark)
        #expect(marked() == "")
        state.press(.move(.top), .markRange, .move(.down))
        #expect(marked() == "abcde")
        state.press(.markRange, .invertMarks)
        #expect(marked() == "f")
        state.press(.unmarkAll, .move(.top), .move(.down), .markRange, .move(.up))
        #expect(marked() == "abcde")
        state.press(.markAll)
        #expect(marked() == "abcdef")
    }

    @Test("are asked about with their number before anything is done with them, and stay folded")
    func bulk() throws {
        var state = state(.held, .running, .done, .held)
        let table: [(UserAction, String, String, Int)] = [
            (.remove, "be", "c", 1), (.send, "", "be", 2), (.forget, "", "bde", 1), (.download, "", "d", 3),
        ]
        for (wish, unsent, others, leftOut) in table {
            #expect(state.press(wish) == [])
            let asked = try #require(question(state))
            #expect(letters(asked.unsent) == unsent && letters(asked.others) == others && asked.leftOut == leftOut)
            state.press(.no)
        }
        state.press(.hold)
        #expect(state.notice == .warning("This applies to none of the 4 tasks in this row."))
        state.press(.send)
        _ = reduce(&state, .taskChanged(tasks(.lost, .running, .done, .held)[1]))
        #expect(state.press(.yes).filter { if case .release = $0 { true } else { false } } == [.release(id("e"))])
        #expect(rows(state.queue) == "a[bcde]f")
    }

    @Test("leave marks what they are: with marks a key means those, whatever row is selected")
    func marksFirst() {
        var state = state(.running, .running, .done, .failed)
        state.press(.move(.top), .mark, .remove)
        #expect(letters(question(state)?.others ?? []) == "a" && state.selectedFold != nil)
    }

    @Test("do nothing that is about one task, and say why")
    func one() {
        var state = state(.out, .out, .lost, .failed)
        let words = Notice.warning("This row is 4 tasks, and the key is about one: Enter unfolds it.")
        for wish: UserAction in [
            .add, .openVideo, .pollNow, .copy(.seed), .moveUp, .moveDown, .nextTab,
        ] {
            #expect(state.press(wish).filter { $0 != .schedule(.notice, after: .seconds(8)) } == [], "\(wish)")
            #expect(state.notice == words, "\(wish)")
        }
        #expect(state.press(.copy(.prompt)).contains(.copy("a tide", what: "the prompt")))
        state.press(.move(.bottom), .moveUp)
        #expect(state.notice?.text.hasPrefix("What is above it is a group in one row") == true)
    }

    @Test("come into one draft with their seeds as variants, and nothing is sent")
    func clone() {
        var state = state(.done, .running, .lost, .failed)
        let effects = state.press(.clone)
        #expect(state.screen == .compose && !state.compose.isTyping)
        #expect(state.compose.draft.prompt == "a tide")
        #expect(state.compose.draft.seed == "7" && state.compose.draft.variants == "4")
        #expect(
            state.notice
                == Notice("All 4 tasks in one draft: 4 variants, seeds 7 to 10, NOT SENT.")
        )
        #expect(effects.contains(.recordDraft(state.compose.draft, name: state.compose.name)))
        #expect(!effects.contains { if case .send = $0 { true } else { false } })
        let seeds = state.compose.draft.bodies(seed: nil, in: state.places).map { $0["seed"] }
        #expect(seeds == [7, 8, 9, 10])
    }

    @Test("that a filter shows in part come in part, with a word about seeds between them that nobody had")
    func cloneInPart() {
        var state = state(.running, .pending, .running, .failed)
        state.press(.filter)
        state.type("state:run")
        state.press(.open, .clone)
        #expect(state.compose.draft.seed == "7" && state.compose.draft.variants == "3")
        let words = "2 of 4 tasks in one draft: 3 variants, seeds 7 to 9 (1 of them not theirs), NOT SENT"
        #expect(state.notice?.text.hasPrefix(words) == true, "\(state.notice?.text ?? "")")
    }

    @Test("are put right as far as they failed, with what the service said of the first")
    func correct() {
        var state = state(.done, .running, .done, .running)
        state.press(.correct)
        #expect(state.notice == .warning("None of the tasks in this row failed."))
        var failed = tasks(.done, .failed, .failed, .running)
        (failed[3].message, failed[3].code) = ("Prompt too long", 1000)
        for task in failed[2...3] { _ = reduce(&state, .taskChanged(task)) }
        state.press(.correct)
        #expect(state.compose.draft.seed == "8" && state.compose.draft.variants == "2")
        #expect(state.compose.saidOfDraft?.problem.message == "The service said: Prompt too long (1000)")
        let words = "2 of 4 tasks in one draft: 2 variants, seeds 8 to 9, NOT SENT"
        #expect(state.notice?.text.hasPrefix(words) == true, "\(state.notice?.text ?? "")")
    }

    @Test("that are forgotten come back folded, in every list that had them so")
    func forgotten() {
        var state = state(.done, .failed, .done, .done)
        let all = state.queue.tasks
        state.press(.show(.library), .foldAll, .show(.queue), .forget, .yes)
        for letter in "bcde" { _ = reduce(&state, .taskRemoved(id(letter))) }
        _ = reduce(&state, .tasksChanged(all.filter { $0.group == nil }))
        #expect(rows(state.queue) == "af")
        state.press(.undo)
        // They come back one by one.
        _ = reduce(&state, .tasksChanged(all.filter { $0.group == nil || $0.id == id("c") }))
        #expect(rows(state.queue) == "acf" && state.selectedTask?.id == id("c"))
        _ = reduce(&state, .tasksChanged(all))
        #expect(rows(state.queue) == "a[bcde]f" && state.selectedFold?.tasks.count == 4)
        #expect(rows(state.library) == "[bde]")
    }

    @Test("get tags together")
    func tags() {
        var state = state(.running, .running, .done, .failed)
        state.press(.tag)
        state.type("+keep")
        let effects = state.press(.open)
        #expect(effects.count { if case .tag = $0 { true } else { false } } == 4)
    }

    @Test("are folded for themselves in the Library, where Enter unfolds too")
    func library() {
        var state = state(.done, .running, .done, .done)
        state.press(.show(.library))
        #expect(rows(state.library) == "bde")
        state.press(.fold)
        #expect(rows(state.library) == "[bde]" && state.library.selectedFold?.total == 3)
        #expect(state.press(.openVideo) == [] && rows(state.library) == "bde")
        #expect(rows(state.queue) == "a[bcde]f")
    }

    @Test("are folded again in the next console")
    func session() throws {
        let before = state(.running, .running, .pending, .done)
        let session = Session(json: try JSONValue(parsing: before.session.json.text()))
        #expect(session == before.session)
        var after = makeState()
        _ = reduce(&after, .sessionLoaded(session))
        _ = reduce(&after, .tasksChanged(before.queue.tasks))
        #expect(rows(after.queue) == "a[bcde]f" && after.selectedFold != nil)
        _ = reduce(&after, .tasksChanged([before.queue.tasks[0]]))
        #expect(after.session.json["queue"]?["folds"] == [])
    }
}
