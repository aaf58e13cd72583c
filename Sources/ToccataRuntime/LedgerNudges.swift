import ToccataCore
import ToccataLedger

/// Reasons to look into the ledger: somebody wrote to it, or this process says so; several may be one.
struct LedgerNudges: Sendable {
    /// Between two looks, however often the ledger is written to.
    private static let shortestRest = Duration.milliseconds(50)

    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let sleep: @Sendable (Duration) async throws -> Void

    init(_ dependencies: Dependencies) {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        sleep = dependencies.sleep
    }

    func nudge() { continuation.yield() }

    /// Ends the stream once what was nudged before has been looked at.
    func finish() { continuation.finish() }

    /// Nudges after each write to the ledger, by whichever process, until the task is cancelled.
    ///
    /// The first write of a burst is told at once, the others together.
    ///
    /// - Parameter noticed: Called after each write, too.
    /// - Returns: Nil when the ledger cannot be watched, after saying so.
    func watch(
        _ ledger: Ledger,
        noticed: @escaping @Sendable () -> Void,
        orSay: (LedgerError) -> Void
    ) -> Task<Void, Never>? {
        do throws(LedgerError) {
            let changes = try LedgerWatch.changes(toLedgerAt: ledger.path)
            return Task { [self] in
                for await _ in changes {
                    nudge()
                    noticed()
                    await rest()
                }
            }
        } catch {
            orSay(error)
            return nil
        }
    }

    /// Lets what is written in a burst come together, so that it costs one look.
    func rest() async {
        // Cancelled, the stream ends anyway.
        try? await sleep(Self.shortestRest)
    }
}
