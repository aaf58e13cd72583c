import Synchronization

/// Decides for each request which of the faults that were asked for hits it, and counts.
final class FaultPlan: Sendable {
    private let faults: [Fault]
    private let hits: Mutex<[Int]>
    private let random: @Sendable () -> Double

    /// - Parameter random: Numbers from 0 up to 1.
    init(_ faults: [Fault], random: @escaping @Sendable () -> Double) {
        self.faults = faults
        self.random = random
        hits = Mutex(Array(repeating: 0, count: faults.count))
    }

    /// How long requests of this kind wait before anything else.
    func delay(_ kind: Fault.Kind) -> Duration? {
        faults.filter { $0.kinds.contains(kind) }.compactMap(\.delay).max()
    }

    /// The first of `names` that hits a request of this kind; a hit uses up one of the fault's count.
    func strike(_ kind: Fault.Kind, among names: Set<Fault.Name>) -> Fault.Name? {
        for (index, fault) in faults.enumerated() where names.contains(fault.name) && fault.kinds.contains(kind) {
            if hit(index) { return fault.name }
        }
        return nil
    }

    private func hit(_ index: Int) -> Bool {
        switch faults[index].reach {
        case .all: true
        case .probability(let probability): random() < probability
        case .first(let count):
            hits.withLock { hits in
                guard hits[index] < count else { return false }
                hits[index] += 1
                return true
            }
        }
    }
}
