import FoundationEssentials
import ToccataCore

/// Times as people read them, coarse where they change while one looks.
enum Times {
    /// How long until a time, in fives: `in 15s`; `now` when it has passed.
    static func wait(until time: Date, now: Date) -> String { left(until: time, now: now).map { "in " + $0 } ?? "now" }

    /// How long until a time, in fives: `15s`; nil when it has passed.
    static func left(until time: Date, now: Date) -> String? {
        let seconds = Int(time.timeIntervalSince(now).rounded(.up))
        guard seconds > 0 else { return nil }
        return seconds < 60 ? "\((seconds + 4) / 5 * 5)s" : "\((seconds + 59) / 60)m"
    }

    /// `12:01:19`.
    static func clock(_ time: Date, _ local: LocalTime) -> String {
        let seconds = Int(time.timeIntervalSince1970.rounded(.down)) + local.secondsFromUTC(at: time)
        let second = positive(seconds, modulo: 86_400)
        return [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
    }

    /// `2026-11-21 12:01:19`.
    static func full(_ time: Date, _ local: LocalTime) -> String {
        let day = time.addingTimeInterval(TimeInterval(local.secondsFromUTC(at: time)))
        return day.formatted(.iso8601.year().month().day()) + " " + clock(time, local)
    }

    private static func positive(_ value: Int, modulo: Int) -> Int { ((value % modulo) + modulo) % modulo }
    private static func twoDigits(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
}
