import FoundationEssentials
import Glibc
import ToccataCore

/// Time that runs a hundred times as fast, the same for all processes of a story.
enum FastTime {
    static let speed = 100.0

    /// - Parameter passed: What is told each step.
    static func dependencies(passed: @escaping @Sendable (Checkpoint) -> Void) -> Dependencies {
        Dependencies(
            now: now,
            moment: {
                var time = timespec()
                clock_gettime(CLOCK_BOOTTIME, &time)
                return Moment(sinceBoot: (.seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)) * speed)
            },
            sleep: { try await Task.sleep(for: $0 / speed) },
            random: { Int.random(in: $0) },
            passed: passed
        )
    }

    @Sendable
    static func now() -> Date {
        Date(timeIntervalSince1970: Date().timeIntervalSince1970 * speed - 1.7e9 * (speed - 1))
    }
}
