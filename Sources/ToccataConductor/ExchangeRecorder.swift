import BachAPI
import BachClient
import Synchronization
import ToccataCore
import ToccataLedger

/// Records what clients tell, behind the work that it belongs to: no send waits for it, and none fails with it.
///
/// Questions wait a little for each other, so that many of them are one write; everything else is written at once, and
/// what waits with it.
final class ExchangeRecorder: Sendable {
    /// The most exchanges that wait for a ledger that is slow; the oldest go.
    static let mostWaiting = 1000
    /// How long a question waits for others, and how many there may be of them.
    static let patience = Duration.seconds(3)
    static let mostAtOnce = 100

    private struct State {
        var waiting: [(task: ShortID?, exchange: Exchange)] = []
        var writing: Task<Void, Never>?
        /// When the questions that wait are to be written.
        var due: Moment?
        var isTroubleSaid = false
        /// What was said about the clocks of each server last.
        var refusals: [ServerIdentity: TimeRefusal] = [:]
    }

    private let ledger: Ledger
    private let moment: @Sendable () -> Moment
    private let note: @Sendable (ConductorEvent.NoteLevel, String) -> Void
    private let state = Mutex(State())

    init(
        ledger: Ledger,
        moment: @escaping @Sendable () -> Moment,
        note: @escaping @Sendable (ConductorEvent.NoteLevel, String) -> Void
    ) {
        self.ledger = ledger
        self.moment = moment
        self.note = note
    }

    func take(_ news: ClientNews, of task: ShortID?, at server: ServerIdentity) {
        switch news {
        case .exchanged(let exchange): keep([exchange], of: task, mayWait: exchange.kind == .query)
        case .timesRefused(let refusal): if isNew(refusal, server) { note(.warning, refusal.description) }
        }
    }

    func keep(_ exchanges: [Exchange], of task: ShortID?, mayWait: Bool = false) {
        state.withLock { state in
            state.waiting += exchanges.map { (task, $0) }
            state.waiting.removeFirst(max(0, state.waiting.count - Self.mostWaiting))
            if mayWait, state.waiting.count < Self.mostAtOnce {
                state.due = state.due ?? moment() + Self.patience
            } else {
                begin(&state)
            }
        }
    }

    /// When ``writeDue(at:)`` has something to do; nil while nothing waits.
    var due: Moment? { state.withLock { $0.due } }

    /// Writes the questions that have waited long enough.
    func writeDue(at now: Moment) {
        state.withLock { state in if let due = state.due, due <= now { begin(&state) } }
    }

    /// Lets nothing wait that has come so far.
    func flush() {
        state.withLock { state in if !state.waiting.isEmpty { begin(&state) } }
    }

    private func begin(_ state: inout State) {
        state.due = nil
        if state.writing == nil { state.writing = Task { await self.write() } }
    }

    /// Returns when everything that was kept so far is recorded.
    func finish() async {
        flush()
        while let writing = state.withLock({ $0.writing }) { await writing.value }
    }

    private func write() async {
        while let batch = nextBatch() {
            do throws(LedgerError) {
                try await ledger.record(batch)
                state.withLock { $0.isTroubleSaid = false }
            } catch {
                let isSaid = state.withLock { state in
                    defer { state.isTroubleSaid = true }; return state.isTroubleSaid
                }
                if !isSaid { note(.warning, "A request and its answer are not kept. \(error.description)") }
            }
        }
    }

    private func nextBatch() -> [(task: ShortID?, exchange: Exchange)]? {
        state.withLock { state in
            defer { (state.waiting, state.due) = ([], nil) }
            if state.waiting.isEmpty { state.writing = nil }
            return state.waiting.isEmpty ? nil : state.waiting
        }
    }

    /// Several requests may be refused with the same token: the clocks are spoken of once, until they move.
    private func isNew(_ refusal: TimeRefusal, _ server: ServerIdentity) -> Bool {
        state.withLock { state in
            let last = state.refusals.updateValue(refusal, forKey: server)
            guard let last, last.isSignedAgain == refusal.isSignedAgain else { return true }
            return abs((last.skew ?? 0) - (refusal.skew ?? 0)) > 5
        }
    }
}
