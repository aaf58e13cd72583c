import ToccataApp
import ToccataCore
import ToccataLedger

/// Tells the console what keeps the ledger from being written, and looks every few seconds whether that is over: what
/// could not be recorded is recorded then, and sending goes on.
struct LedgerHealth: Sendable {
    static let patience = Duration.seconds(5)

    let ledger: Ledger
    let dependencies: Dependencies
    let post: ActionPost
    /// Called when the ledger can be written again.
    let mended: @Sendable () -> Void

    /// Goes on until its task is cancelled; nothing wakes up while all goes well.
    func watch() async {
        let (troubles, trouble) = AsyncStream.makeStream(of: LedgerError?.self)
        await ledger.tellTroubles { trouble.yield($0) }
        var trying: Task<Void, Never>?
        for await trouble in troubles {
            trying?.cancel()
            post.news([.ledgerTroubled(trouble.map(LedgerTrouble.init))])
            if let trouble, !trouble.isForGood, !ledger.isReadOnly {
                trying = Task { await retry() }
            } else if trouble == nil {
                mended()
            }
        }
        trying?.cancel()
    }

    private func retry() async {
        // Called off, another trouble or none took the place of this one.
        while (try? await dependencies.sleep(Self.patience)) != nil {
            // Still in trouble: the next try tells.
            if (try? await ledger.retry()) != nil { return }
        }
    }
}

extension LedgerTrouble {
    init(_ error: LedgerError) {
        let kind: Kind =
            switch error {
            case .diskFull: .diskFull
            case .damaged: .damaged
            default: .readOnly
            }
        let advice = error.advice.map { " \($0)" } ?? ""
        self.init(kind, reason: error.description + advice)
    }
}
