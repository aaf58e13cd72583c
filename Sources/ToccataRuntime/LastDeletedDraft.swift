import Synchronization
import ToccataLedger

/// The draft that was deleted here last, with all it once was, until it is back.
final class LastDeletedDraft: Sendable {
    private let last = Mutex<DeletedDraft?>(nil)

    subscript(name: String) -> DeletedDraft? { last.withLock { $0?.name == name ? $0 : nil } }

    func note(_ deleted: DeletedDraft) {
        last.withLock { $0 = deleted }
    }

    func forget() {
        last.withLock { $0 = nil }
    }
}
