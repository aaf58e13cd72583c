import FoundationEssentials

/// Times as people read them; ages are coarse, so that a clock's tick changes few cells.
enum Ages {
    /// `0s`, `25s` (in fives), `3m`, `2h`, `4d`.
    static func text(since time: Date, now: Date) -> String {
        let seconds = max(0, Int(now.timeIntervalSince(time)))
        switch seconds {
        case ..<60: return "\(seconds / 5 * 5)s"
        case ..<3600: return "\(seconds / 60)m"
        case ..<86_400: return "\(seconds / 3600)h"
        default: return "\(seconds / 86_400)d"
        }
    }

    /// How long until a time, in fives: `in 15s`; `now` when it has passed.
    static func text(until time: Date, now: Date) -> String {
        let seconds = Int(time.timeIntervalSince(now).rounded(.up))
        return seconds <= 0 ? "now" : seconds < 60 ? "in \((seconds + 4) / 5 * 5)s" : "in \((seconds + 59) / 60)m"
    }

    /// `12:01:19`.
    static func clock(_ time: Date, secondsFromUTC: Int) -> String {
        let second = positive(Int(time.timeIntervalSince1970.rounded(.down)) + secondsFromUTC, modulo: 86_400)
        return [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
    }

    /// `2026-11-21 12:01:19`.
    static func full(_ time: Date, secondsFromUTC: Int) -> String {
        let local = time.addingTimeInterval(TimeInterval(secondsFromUTC))
        return local.formatted(.iso8601.year().month().day()) + " " + clock(time, secondsFromUTC: secondsFromUTC)
    }

    private static func positive(_ value: Int, modulo: Int) -> Int { ((value % modulo) + modulo) % modulo }
    private static func twoDigits(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
}
