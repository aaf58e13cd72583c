import BachAPI
package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// The name of the draft that the console opens with.
    package static let currentDraft = "current"

    /// A kept draft; nil if there is none, or nothing that could be read as one.
    package func draft(_ name: String = currentDraft) throws(LedgerError) -> Draft? {
        let sql = "SELECT json FROM drafts WHERE name = ?1"
        let text = try perform { connection throws(SQLiteError) in
            try connection.query(sql, [.text(name)]).first?.text("json")
        }
        // Unreadable text is no draft: the console opens with an empty one.
        return text.flatMap { try? JSONValue(parsing: $0) }.map(Draft.init(json:))
    }

    package func recordDraft(
        _ draft: Draft,
        name: String = currentDraft,
        at now: Date
    ) throws(LedgerError) {
        let sql = "INSERT OR REPLACE INTO drafts (name, json, updated_at) VALUES (?1, ?2, ?3)"
        let values: [SQLiteValue] = [.text(name), .text(draft.json.text()), .init(now)]
        try transact { connection throws(SQLiteError) in _ = try connection.execute(sql, values) }
    }
}
