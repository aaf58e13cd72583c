import BachAPI
import FoundationEssentials
import Testing
import ToccataCore
import ToccataLedger

@Suite("A task that was sent again")
struct TriesTests {
    let home: Home
    init() throws { home = try Home() }

    @Test("shows each try and what came of it, the lost one too")
    func tries() async throws {
        let ledger = try Ledger(path: home.path + "/.local/state/toccata/ledger.sqlite")
        let (id, start) = (ShortID(rawValue: "again1"), Date(timeIntervalSince1970: 1_800_000_000))
        try await ledger.accept(task(id, at: start), source: "console")
        _ = try await ledger.claim(id, holder: "1:1", at: start + 1)
        let lost = [TaskEvent.answerLost(reason: "reset"), .released(holder: nil)]
        for (event, time) in zip(lost, [start + 2, start + 60]) {
            try await ledger.change(id, at: time, source: "test") { $0.apply(event, at: time) }
        }
        let once = try await home.toccata("show", "again1")
        #expect(!once.output.contains("Tries"), "\(once)")
        _ = try await ledger.claim(id, holder: "1:1", at: start + 61)
        let made = TaskEvent.created(CreatedTask(taskID: "t-1", createdAt: nil))
        try await ledger.change(id, at: start + 62, source: "test") { $0.apply(made, at: start + 62) }

        let shown = try await home.toccata("show", "again1")
        #expect(shown.output.contains("Tries       2027-01-15T08:00:01Z LOST?, 2027-01-15T08:01:01Z PEND"), "\(shown)")
        let data = try await home.toccata("show", "again1", "--json").document["data"]
        let first: JSONValue = ["sent_at": "2027-01-15T08:00:01Z", "state": "lost", "message": "reset"]
        let second: JSONValue = ["sent_at": "2027-01-15T08:01:01Z", "state": "pending", "message": .null]
        #expect(data?["tries"] == [first, second])
    }

    private func task(_ id: ShortID, at time: Date) -> VideoTask {
        VideoTask(
            id: id,
            mode: .textToVideo,
            server: .remote(baseURL: "https://api.example.com/vdr", keyID: "AK1"),
            origin: .console,
            holder: nil,
            request: ["prompt": "a tide"],
            createdAt: time
        )
    }
}
