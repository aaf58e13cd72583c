import FoundationEssentials

/// `on:yesterday`, `since:2h`, `before:2026-11-25`: when a task was recorded here.
extension TaskFilter {
    static let timeKeys = ["on", "since", "before"]
    static let timeHint = "today yesterday 2h 3d 1w 2026-11-25"

    /// The times that a key and its value mean; nil where the value is no time.
    static func times(_ key: String, _ value: String, _ clock: WallClock) -> Range<Date>? {
        guard let begin = begin(value, clock, isDay: key == "on") else { return nil }
        return switch key {
        case "on": begin..<clock.endOfDay(at: begin)
        case "since": begin..<Date.distantFuture
        default: Date.distantPast..<begin
        }
    }

    private static func begin(_ value: String, _ clock: WallClock, isDay: Bool) -> Date? {
        // While it is being typed, too: what is shown follows each key.
        if let days = ["today", "yesterday"].firstIndex(where: { $0.hasPrefix(value) }) {
            return clock.day(before: days)
        }
        let units: [Character: Int] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = value.last.flatMap({ units[$0] }), let count = Int(value.dropLast()),
            (0...9999).contains(count)
        else { return clock.day(value) }
        let seconds = count * unit
        if isDay { return seconds % 86_400 == 0 ? clock.day(before: seconds / 86_400) : nil }
        return clock.now.addingTimeInterval(-Double(seconds))
    }
}
