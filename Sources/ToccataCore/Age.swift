package import FoundationEssentials

/// How long ago something was, as people read it.
package enum Age {
    /// `0s`, `25s` (in fives, so that what shows it need not change each second), `3m`, `2h`, `4d`.
    package static func text(since time: Date, now: Date) -> String {
        let seconds = max(0, Int(now.timeIntervalSince(time)))
        switch seconds {
        case ..<60: return "\(seconds / 5 * 5)s"
        case ..<3600: return "\(seconds / 60)m"
        case ..<86_400: return "\(seconds / 3600)h"
        default: return "\(seconds / 86_400)d"
        }
    }

    /// `3h ago`, `just now`.
    package static func ago(_ time: Date, now: Date) -> String {
        let age = text(since: time, now: now)
        return age == "0s" ? "just now" : age + " ago"
    }

    /// `45s`, `3m12s`, `1h04m`, as long as something took.
    package static func span(_ took: Duration) -> String {
        let seconds = max(0, Int(took.inSeconds.rounded()))
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m\(twoDigits(seconds % 60))s"
        default: return "\(seconds / 3600)h\(twoDigits(seconds / 60 % 60))m"
        }
    }

    private static func twoDigits(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
}
