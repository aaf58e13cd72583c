import FoundationEssentials
import Scratch
import Testing
import ToccataCore

@testable import ToccataApp

@Suite("Filters with names")
struct NamedFilterTests {
    @Test("go to the Queue from anywhere and show what they name; the one for all shows all again")
    func keys() {
        var state = makeState([makeTask("aaaaaa"), makeTask("bbbbbb", .failed), makeTask("cccccc", .failed)])
        state.press(.show(.compose), .showFiltered(5))
        #expect(state.screen == .queue && state.queue.shownCount == 2 && state.selectedTask?.id.rawValue == "bbbbbb")
        #expect(state.isShown(state.namedFilters[5]) && !state.isTyping)
        state.press(.showFiltered(6))
        #expect(state.queue.shownCount == 3 && state.queue.filter.filter.isEmpty)
    }

    @Test("of a number that names none change nothing")
    func none() {
        var state = makeState([makeTask("aaaaaa")])
        state.press(.show(.log), .showFiltered(7))
        #expect(state.screen == .log)
    }

    @Test("say how many tasks fit, without going through them, whatever becomes of them", arguments: 0..<10)
    func counts(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        var state = makeState([])
        let filters = NamedFilter.standard + [NamedFilter("Kept", "tag:keep"), NamedFilter("Since", "since:2h")]
        for step in 0..<60 {
            var task = makeTask("a\(chance.below(20))", chance.pick(TaskState.allCases), age: 60)
            if let known = state.queue.task(task.id) { task.age(like: known) } else { task.age(Double(step) * 4000) }
            task.tags = Tags(chance.below(2) == 0 ? ["keep", "b"] : ["b"])
            _ = reduce(&state, chance.below(4) == 0 ? .taskRemoved(task.id) : .taskChanged(task))
            for filter in filters {
                let meant = try TaskFilter(filter.text, at: state.clock)
                let fitting = state.queue.tasks.count { meant.fits($0, SearchText($0)) }
                #expect(state.count(of: filter) == fitting, "\(filter.name)")
            }
        }
    }

    @Test(
        "say no number where each task would have to be looked at",
        arguments: ["tide", "state:done tag:a", "!tag:a"]
    )
    func unknown(text: String) {
        #expect(makeState([makeTask("aaaaaa")]).count(of: NamedFilter("Mine", text)) == nil)
    }

    @Test("of the configuration have their keys, which can be changed like any other")
    func configured() {
        let filters = (1...9).map { NamedFilter("F\($0)", "tag:t\($0)") }
        let changes = [
            KeyChange(place: "everywhere", action: "filter_9", keys: ["F9"]),
            KeyChange(place: "everywhere", action: "filter_8", keys: ["q"]),
        ]
        let (keymap, problems) = Keymap.changed(by: changes, filters: filters)
        #expect(keymap.key(for: .showFiltered(8)) == "F9" && keymap.key(for: .showFiltered(7)) == "g 8")
        #expect(problems.map(\.message) == ["q means no already (question, no)."])
        #expect(keymap.binding(for: keymap[.everywhere].last?.keys.first ?? [], in: [.everywhere])?.title == "show F9")
    }
}

extension VideoTask {
    /// Recorded so many seconds before the start.
    fileprivate mutating func age(_ age: Double) { self = makeTask(id.rawValue, state, age: age) }
    fileprivate mutating func age(like other: VideoTask) { age(start.timeIntervalSince(other.createdAt)) }
}
