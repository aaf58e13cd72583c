import BachAPI
import FoundationEssentials
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: what dead processes left")
struct LedgerRecoveryTests {
    @Test(
        "settles what a holder that is gone has left unfinished",
        arguments: [
            (state: TaskState.sending, origin: VideoTask.Origin.console, becomes: TaskState.lost),
            (state: .sending, origin: .command, becomes: .lost),
            (state: .out, origin: .command, becomes: .held),
            (state: .retry, origin: .command, becomes: .held),
            (state: .out, origin: .console, becomes: .out),  // any console may send it
            (state: .retry, origin: .console, becomes: .retry),
            (state: .pending, origin: .command, becomes: .pending),
            (state: .downloading, origin: .command, becomes: .downloading),
        ]
    )
    func deadHolder(state: TaskState, origin: VideoTask.Origin, becomes: TaskState) async throws {
        let ledger = try Ledger(path: Ledger.inMemory)
        var task = VideoTask.sample(origin: origin, holder: "1:1")
        task.state = state
        try await ledger.accept(task, source: "console")

        let changed = try await ledger.recover(at: noon(9)) { $0 != "1:1" }

        #expect(changed.map(\.state) == (becomes == state ? [] : [becomes]))
        #expect(try await ledger.task(task.id)?.state == becomes)
    }

    @Test("leaves alone what a living process holds")
    func livingHolder() async throws {
        let ledger = try Ledger(path: Ledger.inMemory)
        try await ledger.accept(.sample(origin: .command).after(.claimed(holder: "1:1")), source: "console")

        let changed = try await ledger.recover(at: noon(9)) { $0 == "1:1" }

        #expect(changed == [])
    }

    @Test("says in the record what happened")
    func event() async throws {
        let ledger = try Ledger(path: Ledger.inMemory)
        let task = VideoTask.sample(origin: .command, holder: nil)
        try await ledger.accept(task, source: "command")

        _ = try await ledger.recover(at: noon(9)) { _ in true }

        let last = try await ledger.events(of: task.id).last
        #expect(last?.source == "recovery")
        #expect(last?.at == noon(9))
        #expect(last?.message?.contains("release") == true)
    }
}
