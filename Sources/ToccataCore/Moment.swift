/// A point in time on a clock that never goes back, and that counts the time for which the machine is suspended.
///
/// Waits are measured on it, for the wall clock may be set. It means nothing after the next boot, so that it is never
/// recorded.
package struct Moment: Comparable, Hashable, Sendable {
    package let sinceBoot: Duration

    package init(sinceBoot: Duration) { self.sinceBoot = sinceBoot }

    package static func < (left: Moment, right: Moment) -> Bool { left.sinceBoot < right.sinceBoot }
    package static func + (moment: Moment, wait: Duration) -> Moment { Moment(sinceBoot: moment.sinceBoot + wait) }
    package static func - (moment: Moment, wait: Duration) -> Moment { Moment(sinceBoot: moment.sinceBoot - wait) }
    package static func - (late: Moment, early: Moment) -> Duration { late.sinceBoot - early.sinceBoot }
}

extension Duration {
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
