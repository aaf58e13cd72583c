/// What came of a way to poll.
package struct Outcome: Equatable, Sendable {
    package internal(set) var polls = 0
    package internal(set) var refusals = 0
    /// Seconds from a task's end until it was noticed.
    var delays: [Double] = []

    package var finished: Int { delays.count }
    package var pollsPerTask: Double { Double(polls) / Double(max(1, finished)) }

    /// The delays of the given parts of the tasks, such as a half.
    package func delays(_ parts: [Double]) -> [Double] {
        let sorted = delays.sorted()
        return parts.map { sorted.isEmpty ? 0 : sorted[Int($0 * Double(sorted.count - 1))] }
    }

    mutating func add(_ other: Outcome) {
        polls += other.polls
        refusals += other.refusals
        delays += other.delays
    }
}
