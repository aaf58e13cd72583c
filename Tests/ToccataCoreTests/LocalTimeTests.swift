import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("The local time")
struct LocalTimeTests {
    /// In Berlin the summer of 2026 lasted from March 29 to October 25.
    private static let summer = date("2026-03-29T01:00:00Z")..<date("2026-10-25T01:00:00Z")
    private static func date(_ text: String) -> Date { (try? Date(text, strategy: .iso8601)) ?? .distantPast }
    private let berlin = LocalTime(from: date("2021-11-01T12:34:56Z"), to: date("2027-01-01T00:00:00Z")) { time in
        summer.contains(time) ? 7200 : 3600
    }

    @Test(
        "changes at the second at which the clocks do",
        arguments: [
            ("2020-07-01T00:00:00Z", 3600), ("2026-03-29T00:59:59Z", 3600), ("2026-03-29T01:00:00Z", 7200),
            ("2026-10-25T00:59:59Z", 7200), ("2026-10-25T01:00:00Z", 3600), ("2040-07-01T00:00:00Z", 3600),
        ]
    )
    func changes(time: String, seconds: Int) {
        #expect(berlin.secondsFromUTC(at: Self.date(time)) == seconds)
        #expect(LocalTime(secondsFromUTC: -60).secondsFromUTC(at: Self.date(time)) == -60)
    }

    @Test(
        "lets a day begin and end as it did then, whatever the clocks say now",
        arguments: [
            ("2026-07-01", "2026-06-30T22:00:00Z", 24), ("2026-12-01", "2026-11-30T23:00:00Z", 24),
            ("2026-03-29", "2026-03-28T23:00:00Z", 23), ("2026-10-25", "2026-10-24T22:00:00Z", 25),
        ]
    )
    func days(day: String, begin: String, hours: Int) {
        let clock = WallClock(now: Self.date("2026-11-10T12:00:00Z"), local: berlin)
        #expect(clock.day(day) == Self.date(begin))
        #expect(clock.endOfDay(at: Self.date(begin)) == Self.date(begin).addingTimeInterval(Double(hours) * 3600))
    }

    @Test("finds what was recorded yesterday, when the clocks went back")
    func yesterday() throws {
        let clock = WallClock(now: Self.date("2026-10-26T12:00:00Z"), local: berlin)
        let filter = try TaskFilter("on:yesterday", at: clock)
        let found = ["2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"]
            .filter { text in
                let task = VideoTask(
                    id: ShortID(rawValue: "aaaaaa"),
                    mode: .textToVideo,
                    server: .local,
                    origin: .console,
                    holder: nil,
                    request: ["prompt": "a tide"],
                    createdAt: Self.date(text)
                )
                return filter.fits(task, SearchText(task))
            }
        #expect(found == ["2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"])
    }
}
