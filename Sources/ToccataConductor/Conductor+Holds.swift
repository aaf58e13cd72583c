import BachAPI
import FoundationEssentials
import ToccataCore
import ToccataLedger

/// What stops sending for all tasks of a service, or of the ledger, and what lets it go on.
extension Conductor {
    /// Sends nothing more to any service until a person lets it go on; what was sent is asked about as before.
    package func pauseOutbox() async throws(ConductorError) {
        try await changeHolds { ledger, now throws(LedgerError) in
            try await ledger.hold(nil, reason: Hold.pauseReason, code: nil, at: now)
        }
    }

    /// Ends a person's pause; what a service said stays.
    package func unpauseOutbox() async throws(ConductorError) {
        try await changeHolds { ledger, _ throws(LedgerError) in _ = try await ledger.lift(nil) }
    }

    /// Lets sending go on everywhere after it was paused, or held for want of credits or a refused key.
    package func resumeOutbox() async throws(ConductorError) {
        try await changeHolds { ledger, _ throws(LedgerError) in _ = try await ledger.liftHolds() }
    }

    private func changeHolds(
        _ change: (Ledger, Date) async throws(LedgerError) -> Void
    ) async throws(ConductorError) {
        do throws(LedgerError) {
            try await change(ledger, dependencies.now())
        } catch {
            throw .ledger(error)
        }
        await readHolds()
        poke()
    }

    /// Reads what stands in the way of sending, and tells when that has changed.
    func readHolds() async {
        do throws(LedgerError) {
            let holds = try await ledger.holds()
            guard holds != agenda.outbox.holds else { return }
            agenda.outbox.holds = holds
            sink(.holdsChanged(holds))
        } catch {
            note(.error, error.description)
        }
    }

    /// Stops what is behind a refusal that every request would meet.
    func hold(_ server: ServerIdentity, for failure: APIFailure) async {
        let reason = "\(Sentence.ended(failure.message)) (code \(failure.code))"
        do throws(LedgerError) {
            try await ledger.hold(server, reason: reason, code: failure.code, at: dependencies.now())
        } catch {
            note(.error, error.description)
        }
        await readHolds()
    }

    /// A create that succeeds ends what the service said before; what it said since stays.
    func liftHold(after task: VideoTask) async {
        let known = agenda.outbox.holds.filter { $0.server == task.server }
        guard let last = known.map(\.number).max() else { return }
        do throws(LedgerError) {
            try await ledger.lift(task.server, upTo: last)
        } catch {
            note(.error, error.description)
        }
        await readHolds()
    }
}
