import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Several seeds of one draft")
struct VariantTests {
    private func makeGroup(_ ids: [String], _ state: TaskState = .out) -> [VideoTask] {
        ids.enumerated().map { index, id in
            // Each is made a moment after the one before.
            var task = makeTask(id, state, age: -0.001 * Double(index))
            task.group = ShortID(rawValue: ids[0])
            task.request = ["prompt": "a tide", "seed": .integer(Int64(7 + index))]
            task.retryAt = start.addingTimeInterval(3)
            return task
        }
    }

    private func composing(_ variants: String, seed: String = "") -> AppState {
        var state = makeState()
        var draft = Draft(prompt: "a tide")
        draft.variants = variants
        draft.seed = seed
        _ = reduce(&state, .draftLoaded(draft))
        state.press(.show(.compose))
        return state
    }

    /// What was sent together, shown in the queue.
    private func sent(_ ids: [String]) -> AppState {
        var state = makeState()
        state.isAwaitingTask = true
        let group = makeGroup(ids)
        for task in group.dropFirst() { _ = reduce(&state, .taskChanged(task)) }
        _ = reduce(&state, .taskRecorded(group[0]))
        return state
    }

    @Test("are requests of one review, alike but for the seed, and one yes sends them together")
    func review() {
        var state = composing("3")
        _ = reduce(&state, .reviewAsked(seed: 42))
        guard case .review(let review) = state.overlays.last else { return #expect(Bool(false)) }
        #expect(review.seeds == [42, 43, 44] && review.isSeedChosen)
        let named = state.compose.named
        let sends = state.press(.yes).filter(\.isSend)
        #expect(sends == [.send(mode: .textToVideo, requests: review.requests, draft: named)])
    }

    @Test("leave room for the last one when the seed is drawn, and are refused when it is typed too high")
    func lastSeed() {
        var state = composing("8")
        _ = reduce(&state, .reviewAsked(seed: 10_000_000))
        guard case .review(let review) = state.overlays.last else { return #expect(Bool(false)) }
        #expect(review.seeds.last == 10_000_000)
        var typed = composing("2", seed: "10000000")
        _ = reduce(&typed, .reviewAsked(seed: 1))
        #expect(typed.overlays.isEmpty && typed.compose.focus == .seed)
        #expect(typed.notice?.text.contains("The last of 2 seeds would be 10000001") == true)
        var one = composing("1", seed: "10000000")
        _ = reduce(&one, .reviewAsked(seed: 1))
        #expect(!one.overlays.isEmpty)
    }

    @Test("are a repetition if one of them was just sent, and none of each other")
    func repetition() {
        var state = composing("3", seed: "7")
        _ = reduce(&state, .reviewAsked(seed: 1))
        guard case .review(let review) = state.overlays.last else { return #expect(Bool(false)) }
        #expect(state.repetition(review) == nil)
        var task = makeTask("aaaaaa", .running, age: 30)
        task.request = review.requests[2]
        _ = reduce(&state, .taskChanged(task))
        #expect(state.repetition(review)?.earlier.id == task.id)
    }

    @Test("are all in sight, wherever the mark was")
    func sight() {
        var state = makeState((0..<99).map { makeTask("old\(100 + $0)", .done, age: Double($0 + 100)) })
        state.press(.move(.bottom))
        state.isAwaitingTask = true
        let group = makeGroup(["aaaaaa", "bbbbbb", "cccccc"])
        for task in group.dropFirst() { _ = reduce(&state, .taskChanged(task)) }
        _ = reduce(&state, .taskRecorded(group[0]))
        #expect(state.selectedTask?.id == group[0].id)
        let shown = state.queue.viewport.visible(rows: 20).map { state.queue[$0].id }
        for task in group { #expect(shown.contains(task.id), "\(task.id)") }
    }

    @Test("are counted when they are recorded; z takes all back, x only the selected one")
    func takeBack() {
        var state = sent(["aaaaaa", "bbbbbb", "cccccc"])
        #expect(state.notice?.text == "3 tasks go out in 3 s: z takes all back, x one.")
        let one = state.press(.remove)
        #expect(one.contains(.takeBack(ShortID(rawValue: "aaaaaa"))))
        #expect(!one.contains(.takeBack(ShortID(rawValue: "bbbbbb"))))
        let effects = state.press(.undo)
        for id in ["aaaaaa", "bbbbbb", "cccccc"] { #expect(effects.contains(.takeBack(ShortID(rawValue: id)))) }
        #expect(state.notice?.text == "Taking 3 tasks back ...")
    }

    @Test(
        "say what became of them when none waits any more",
        arguments: [
            ([TaskState.stopped, .stopped], "All 2 are taken back: nothing was sent."),
            ([.sending, .sending], "2 tasks go out."),
            ([.stopped, .sending], "1 of 2 are taken back, the others go out."),
        ]
    )
    func end(states: [TaskState], words: String) {
        var state = sent(["aaaaaa", "bbbbbb"])
        for (var task, end) in zip(makeGroup(["aaaaaa", "bbbbbb"]), states) {
            #expect(state.notice?.text.hasPrefix("2 tasks go out in") == true)
            task.state = end
            _ = reduce(&state, .taskChanged(task))
        }
        #expect(state.notice?.text.hasPrefix(words) == true, "\(state.notice?.text ?? "")")
    }

    @Test("of a review are compared with what was sent of the draft last, and what was sent so far is counted")
    func changes() {
        var state = composing("2", seed: "7")
        var sent = Draft(prompt: "a tide at dusk")
        sent.seed = "7"
        let kept = KeptDraft(name: NamedDraft.firstName, draft: sent, sent: sent, updatedAt: start)
        _ = reduce(&state, .draftsLoaded([kept]))
        var (today, before, elsewhere) = (makeTask("aaaaaa"), makeTask("bbbbbb"), makeTask("cccccc", .out))
        (today.sentAt, before.sentAt) = (start, start.addingTimeInterval(-86_400))
        elsewhere.sentAt = nil
        _ = reduce(&state, .tasksChanged([today, before, elsewhere]))
        _ = reduce(&state, .reviewAsked(seed: 1))
        guard case .review(let review) = state.overlays.last else { return #expect(Bool(false)) }
        #expect(review.changes?.map(\.field) == [.prompt, .variants])
        #expect(review.use.today == 1 && review.use.all == 2)
        #expect(composing("1").openDraft.sent == nil)
    }
}
