package import FoundationEssentials
import Glibc

/// Time and chance, handed in so that tests can have their own.
package struct Dependencies: Sendable {
    /// The wall clock.
    package var now: @Sendable () -> Date
    /// The clock that waits are measured on.
    package var moment: @Sendable () -> Moment
    /// Waits; ends early with `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// A number within a range.
    package var random: @Sendable (ClosedRange<Int>) -> Int
    /// Told each step of the work; it does nothing but where a test wants to interrupt there.
    package var passed: @Sendable (Checkpoint) -> Void

    package init(
        now: @escaping @Sendable () -> Date,
        moment: @escaping @Sendable () -> Moment,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable (ClosedRange<Int>) -> Int,
        passed: @escaping @Sendable (Checkpoint) -> Void = { _ in }
    ) {
        self.now = now
        self.moment = moment
        self.sleep = sleep
        self.random = random
        self.passed = passed
    }

    /// From -1 to 1.
    package var jitter: Double { Double(random(-1000...1000)) / 1000 }

    package static let live = Dependencies(
        now: { Date() },
        moment: { sinceBoot() },
        sleep: { try await Task.sleep(for: $0) },
        random: { Int.random(in: $0) }
    )

    private static func sinceBoot() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Moment(sinceBoot: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }
}
