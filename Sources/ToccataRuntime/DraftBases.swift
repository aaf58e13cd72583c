import Synchronization
import ToccataCore

/// What this process knows the ledger to have of each draft that was open here; other processes write them, too.
final class DraftBases: Sendable {
    private let drafts = Mutex<[String: Draft]>([:])

    subscript(name: String) -> Draft? { drafts.withLock { $0[name] } }

    func note(_ named: NamedDraft) {
        drafts.withLock { $0[named.name] = named.draft }
    }
}
