import Scratch
import TerminalKit
import Testing
import ToccataCore

@testable import ToccataApp

@Suite("The states of marked tasks")
struct MarkedStatesTests {
    @Test("tell of each key whether it would do something, whatever becomes of tasks and marks", arguments: 0..<20)
    func agree(seed: UInt64) {
        var chance = Chance(seed: seed)
        var state = makeState((0..<8).map { Self.task($0, &chance) })
        for _ in 0..<200 {
            Self.change(&state, &chance)
            guard !state.marks.isEmpty else { continue }
            for wish: UserAction in [.remove, .hold, .send, .cloneAnew, .forget, .download] {
                let isDone = state.refusal(of: wish) == nil
                #expect(isDone == ((state.bulk(wish)?.count ?? 0) > 0), "\(wish) with \(state.markedStates)")
            }
        }
    }

    private static func change(_ state: inout AppState, _ chance: inout Chance) {
        switch chance.below(8) {
        case 0: _ = reduce(&state, .taskChanged(task(chance.below(8), &chance)))
        case 1: _ = reduce(&state, .taskRemoved(task(chance.below(8), &chance).id))
        case 2:
            let tasks = (0..<8).filter { _ in chance.below(4) > 0 }.map { task($0, &chance) }
            _ = reduce(&state, .tasksChanged(tasks))
        case 3: state.press(.move(.down))
        default: state.press(chance.pick([.mark, .markAll, .invertMarks, .unmarkAll, .undo, .move(.up)]))
        }
    }

    private static func task(_ number: Int, _ chance: inout Chance) -> VideoTask {
        var task = makeTask("k\(number)", chance.pick(TaskState.allCases), age: Double(number))
        task.code = chance.pick([nil, 1001, 5000])
        return task
    }
}
