package import FoundationEssentials

/// How far the clocks of this place are from UTC, eastwards, which is not the same all the year.
package struct LocalTime: Equatable, Sendable {
    private struct Change: Equatable, Sendable {
        let time: Date
        let seconds: Int
    }

    /// Before the first change.
    private let first: Int
    /// The earliest first.
    private let changes: [Change]

    /// The same at all times.
    package init(secondsFromUTC: Int = 0) { (first, changes) = (secondsFromUTC, []) }

    /// Finds each change between two times; outside of these it is as at the nearest of them.
    ///
    /// - Parameter secondsFromUTC: What the machine says of a time: asked every other week, and around changes.
    package init(from begin: Date, to end: Date, secondsFromUTC: (Date) -> Int) {
        let fortnight = 14 * 86_400.0
        let first = secondsFromUTC(begin)
        var (known, changes) = ((time: begin, seconds: first), [Change]())
        while known.time < end {
            let time = min(known.time.addingTimeInterval(fortnight), end)
            let seconds = secondsFromUTC(time)
            if seconds != known.seconds {
                let change = Self.end(of: known.seconds, from: known.time, to: time, secondsFromUTC)
                changes.append(Change(time: change, seconds: seconds))
            }
            known = (time, seconds)
        }
        (self.first, self.changes) = (first, changes)
    }

    /// The second from which on it is something else.
    private static func end(of seconds: Int, from: Date, to: Date, _ secondsFromUTC: (Date) -> Int) -> Date {
        var (low, high) = (from.timeIntervalSince1970.rounded(.down), to.timeIntervalSince1970.rounded(.up))
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if secondsFromUTC(Date(timeIntervalSince1970: middle)) == seconds { low = middle } else { high = middle }
        }
        return Date(timeIntervalSince1970: high)
    }

    package func secondsFromUTC(at time: Date) -> Int { changes.last { $0.time <= time }?.seconds ?? first }
}
