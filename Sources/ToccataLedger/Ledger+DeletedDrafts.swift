import SQLiteKit

extension Ledger {
    /// Removes a draft with all it once was.
    ///
    /// - Returns: What ``restoreDraft(_:)`` brings back; nil if there is no such draft.
    @discardableResult
    package func deleteDraft(_ name: String) throws(LedgerError) -> DeletedDraft? {
        try transact { connection throws(SQLiteError) in
            let drafts = try connection.query("DELETE FROM drafts WHERE name = ?1 RETURNING *", [.text(name)])
            let revisions = try connection.query("DELETE FROM revisions WHERE draft = ?1 RETURNING *", [.text(name)])
            return drafts.first.map { DeletedDraft(name: name, row: $0, revisions: revisions) }
        }
    }

    /// Brings back a draft with its title, all it once was and what was sent of it.
    ///
    /// What somebody recorded under its name meanwhile stays, as what came after it.
    package func restoreDraft(_ deleted: DeletedDraft) throws(LedgerError) {
        try transact { connection throws(SQLiteError) in
            try Self.makeRoom(for: deleted, connection)
            let sql = """
                INSERT INTO drafts (name, json, updated_at, title) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (name) DO UPDATE SET title = coalesce(title, excluded.title)
                """
            try connection.execute(sql, ["name", "json", "updated_at", "title"].map { deleted.row[$0] })
            for revision in deleted.revisions { try Self.restore(revision, connection) }
        }
    }

    private static func restore(_ revision: Row, _ connection: SQLiteConnection) throws(SQLiteError) {
        let sql = """
            INSERT INTO revisions (draft, number, json, recorded_at, sent_at, task) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        let columns = ["draft", "number", "json", "recorded_at", "sent_at", "task"]
        try connection.execute(sql, columns.map { revision[$0] })
    }

    /// What is there of the name is counted on from what comes back.
    private static func makeRoom(
        for deleted: DeletedDraft,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        let last = deleted.revisions.compactMap { $0.integer("number") }.max() ?? 0
        // In two steps: no number may be there twice in between.
        let aside = "UPDATE revisions SET number = -(number + ?2) WHERE draft = ?1"
        try connection.execute(aside, [.text(deleted.name), .init(last)])
        let back = "UPDATE revisions SET number = -number WHERE draft = ?1 AND number < 0"
        try connection.execute(back, [.text(deleted.name)])
    }
}

/// A draft that was deleted, with all it once was.
package struct DeletedDraft: Equatable, Sendable {
    package let name: String
    let row: Row
    let revisions: [Row]
}
