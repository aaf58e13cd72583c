import Scratch
import Testing
import ToccataCore

@Suite("Priority heap")
struct PriorityHeapTests {
    /// What is in the heap, in its order.
    private func drained(_ heap: PriorityHeap<Int, Int>) -> [Int] {
        var heap = heap
        var keys: [Int] = []
        while let first = heap.first {
            keys.append(first.key)
            heap.remove(first.id)
        }
        return keys
    }

    @Test("gives the least first, whatever was added, moved and removed before", arguments: 1...20)
    func order(seed: UInt64) {
        var chance = Chance(seed: seed)
        var heap = PriorityHeap<Int, Int>()
        var model: [Int: Int] = [:]
        for _ in 1...400 {
            let id = chance.below(60)
            if chance.below(4) == 0 {
                let removed = heap.remove(id)
                #expect(removed == model.removeValue(forKey: id))
            } else {
                let key = chance.below(50)
                heap.set(id, to: key)
                model[id] = key
            }
            #expect(heap.first?.key == model.values.min())
        }
        #expect(drained(heap) == model.values.sorted())
    }
}
