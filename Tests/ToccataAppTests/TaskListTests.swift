import Scratch
import Testing
import ToccataCore

@testable import ToccataApp

@Suite("A list of tasks")
struct TaskListTests {
    @Test("knows where each task is, whatever is added, changed, swapped and removed", arguments: 0..<20)
    func places(seed: UInt64) {
        var chance = Chance(seed: seed)
        var list = TaskList()
        let group = ShortID(rawValue: "b")
        list.replace(with: (0..<5).map { makeTask("a0000\($0)") })
        for step in 0..<200 {
            let known = list.tasks.map(\.id)
            switch chance.below(4) {
            case 0:
                var task = makeTask("b\(10_000 + step)", age: Double(chance.below(100)))
                if chance.below(2) == 0 { task.group = group }
                list.update(task)
            case 1:
                guard !known.isEmpty, var task = list.task(chance.pick(known)) else { break }
                task.state = .done
                list.update(task)
            case 2: if !known.isEmpty { list.remove(chance.pick(known)) }
            default:
                if !known.isEmpty { list.swap(chance.pick(known), chance.pick(known)) }
            }
            for (index, task) in list.tasks.enumerated() {
                #expect(
                    list.index(of: task.id) == index && list.task(task.id) == task && list.row(of: task.id) == index
                )
            }
            #expect(list.group(group).map(\.id) == list.tasks.filter { $0.group == group }.map(\.id))
            for id in known where !list.tasks.contains(where: { $0.id == id }) { #expect(list.task(id) == nil) }
        }
    }
}
