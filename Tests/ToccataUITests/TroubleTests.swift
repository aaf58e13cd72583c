import Testing
import ToccataApp
import ToccataCore

@Suite("What is shown while the ledger cannot be written")
struct TroubleTests {
    private func desk(_ kind: LedgerTrouble.Kind, columns: Int = 80) -> Desk {
        var desk = Desk(columns: columns, tasks: [makeTask("wait00", .out), makeTask("wait01", .retry)])
        desk.take(.ledgerTroubled(LedgerTrouble(kind, reason: "The disk is full.")))
        return desk
    }

    @Test(
        "stands in the header at every size",
        arguments: [
            (LedgerTrouble.Kind.diskFull, "DISK FULL"), (.readOnly, "READ ONLY"), (.damaged, "LEDGER DAMAGED"),
        ],
        [40, 80, 120]
    )
    func header(kind: (LedgerTrouble.Kind, String), columns: Int) {
        let row = desk(kind.0, columns: columns).rows[0]
        #expect(row.contains(columns < 100 ? "LOCAL \(kind.1)" : "LOCAL placeholder videos \(kind.1)"), "\(row)")
    }

    @Test("stands where the tasks would, when they cannot be read")
    func unreadable() {
        var desk = Desk(columns: 80)
        desk.state.isLoaded = false
        desk.take(.ledgerTroubled(LedgerTrouble(.damaged, reason: "The ledger is damaged.")))
        #expect(desk.rows.contains { $0.hasPrefix("  The ledger is damaged.") })
    }

    @Test("is said in the review, before a yes is tried")
    func review() {
        var desk = desk(.readOnly)
        desk.press("2")
        desk.type("a tide")
        desk.press("C-x Enter")
        #expect(desk.rows.contains { $0.contains("READ ONLY: y sends nothing, for nothing can be recorded.") })
    }

    @Test("is why a task waits, in its row and in its detail")
    func task() {
        let desk = desk(.diskFull)
        #expect(desk.rows.contains { $0.contains("OUT   wait00") && $0.contains("disk full") })
        #expect(desk.rows.contains { $0.contains("RETRY wait01") && $0.contains("disk full") })
        #expect(desk.rows.contains { $0.contains("Nothing is sent while the disk of the ledger is full") })
    }
}
