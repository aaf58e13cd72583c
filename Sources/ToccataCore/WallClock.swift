package import FoundationEssentials

/// The time as a clock on the wall of this place shows it.
package struct WallClock: Equatable, Sendable {
    package let now: Date
    package let local: LocalTime

    package init(now: Date, local: LocalTime = LocalTime()) {
        self.now = now
        self.local = local
    }

    /// When the day began that was so many days ago, 0 for today.
    package func day(before days: Int) -> Date {
        date(day: number(ofDayAt: now) - Double(days))
    }

    /// When the day ends that a time is in: not all days have 24 hours.
    package func endOfDay(at time: Date) -> Date { date(day: number(ofDayAt: time) + 1) }

    private func number(ofDayAt time: Date) -> Double {
        let seconds = time.timeIntervalSince1970 + Double(local.secondsFromUTC(at: time))
        return (seconds / 86_400).rounded(.down)
    }

    /// When the day of a date began that is written `2026-11-25`; nil for what is no such day.
    package func day(_ text: String) -> Date? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // Years that begin with March end with the day that some have more.
        let (shifted, place) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * place + 2) / 5 + day - 1
        return date(day: Double(days - 719_468))
    }

    private func date(day: Double) -> Date {
        let near = Date(timeIntervalSince1970: day * 86_400)
        // What counts is how far the clocks are from UTC at that midnight, not at this moment.
        let midnight = near.addingTimeInterval(-Double(local.secondsFromUTC(at: near)))
        return near.addingTimeInterval(-Double(local.secondsFromUTC(at: midnight)))
    }
}
