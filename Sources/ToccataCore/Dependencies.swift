package import FoundationEssentials

/// Time and chance, handed in so that tests can have their own.
package struct Dependencies: Sendable {
    /// The wall clock.
    package var now: @Sendable () -> Date
    /// Waits; ends early with `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// A number within a range.
    package var random: @Sendable (ClosedRange<Int>) -> Int

    package init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable (ClosedRange<Int>) -> Int
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// From -1 to 1.
    package var jitter: Double { Double(random(-1000...1000)) / 1000 }

    package static let live = Dependencies(
        now: { Date() },
        sleep: { try await Task.sleep(for: $0) },
        random: { Int.random(in: $0) }
    )
}
