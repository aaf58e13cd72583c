import BachAPI
package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// How many revisions of a draft are kept; what was sent last stays beyond them.
    package static let mostRevisions = 200

    /// A kept draft; nil if there is none, or nothing that could be read as one.
    ///
    /// - Parameter name: Nil for the one that was worked on last.
    package func draft(_ name: String? = nil) throws(LedgerError) -> Draft? {
        try drafts().first { name == nil || $0.name == name }?.draft
    }

    /// All drafts, the one that was worked on last first; unreadable text is no draft.
    package func drafts() throws(LedgerError) -> [KeptDraft] {
        let sql = """
            SELECT drafts.*, (
                SELECT json FROM revisions WHERE draft = drafts.name AND sent_at IS NOT NULL
                AND NOT \(Self.isTakenBack) ORDER BY number DESC LIMIT 1
            ) AS sent
            FROM drafts ORDER BY updated_at DESC, name
            """
        let rows = try perform { connection throws(SQLiteError) in try connection.query(sql) }
        return rows.compactMap { row in
            guard let name = row.text("name"), let draft = Self.draft(row.text("json")) else { return nil }
            return KeptDraft(
                name: name,
                title: row.text("title") ?? "",
                draft: draft,
                sent: Self.draft(row.text("sent")),
                updatedAt: row.date("updated_at") ?? .distantPast
            )
        }
    }

    /// Records a draft as the one that was worked on last, and as a revision of it.
    ///
    /// - Parameter base: What it was made of, as whoever records it saw it last; nil where it was begun.
    /// - Returns: What somebody else has recorded since, unless all of it stands in the draft, too. It is no longer what
    ///   the draft is, but stays among the revisions.
    @discardableResult
    package func recordDraft(
        _ draft: Draft,
        name: String = NamedDraft.firstName,
        over base: Draft? = nil,
        at now: Date
    ) throws(LedgerError) -> DraftRevision? {
        let named = NamedDraft(name: name, draft: draft)
        return try transact { connection throws(SQLiteError) in
            let rival = try Self.rival(of: named, base, connection)
            try Self.record(named, at: now, connection)
            return rival
        }
    }

    /// What a person calls a draft.
    package func nameDraft(_ name: String, title: String) throws(LedgerError) {
        let sql = "UPDATE drafts SET title = ?2 WHERE name = ?1"
        try transact { connection throws(SQLiteError) in
            _ = try connection.execute(sql, [.text(name), .text(title)])
        }
    }

    /// What a draft was, the newest first.
    package func revisions(of name: String) throws(LedgerError) -> [DraftRevision] {
        let sql = """
            SELECT *, \(Self.isTakenBack) AS taken_back FROM revisions WHERE draft = ?1 ORDER BY number DESC
            """
        let rows = try perform { connection throws(SQLiteError) in try connection.query(sql, [.text(name)]) }
        return rows.compactMap(Self.revision)
    }

    /// The task that was sent of the same draft before a task was, and was not taken back; nil where there is none, or
    /// nobody knows: a draft that is sent again as it stands is known by its first sending.
    package func sentBefore(_ id: ShortID) throws(LedgerError) -> ShortID? {
        let sql = """
            SELECT before.id FROM revisions AS own
            JOIN revisions AS earlier ON earlier.draft = own.draft AND earlier.number < own.number
            JOIN tasks AS before ON before.id = earlier.task OR before.task_group = earlier.task
            WHERE own.task = (SELECT coalesce(task_group, id) FROM tasks WHERE id = ?1)
            AND NOT (before.state = 'stopped' AND before.task_id IS NULL)
            ORDER BY earlier.number DESC, before.sequence LIMIT 1
            """
        let rows = try perform { connection throws(SQLiteError) in try connection.query(sql, [.text(id.rawValue)]) }
        return rows.first?.text("id").map(ShortID.init)
    }

    private static func revision(_ row: Row) -> DraftRevision? {
        guard let number = row.integer("number"), let draft = draft(row.text("json")) else { return nil }
        let recordedAt = row.date("recorded_at") ?? .distantPast
        let sentAt = row.integer("taken_back") == 1 ? nil : row.date("sent_at")
        return DraftRevision(number: number, draft: draft, recordedAt: recordedAt, sentAt: sentAt)
    }

    private static func draft(_ text: String?) -> Draft? {
        // Unreadable text is no draft: the console opens with an empty one.
        text.flatMap { try? JSONValue(parsing: $0) }.map(Draft.init(json:))
    }
}

/// Inside a transaction.
extension Ledger {
    static func record(_ named: NamedDraft, at now: Date, _ connection: SQLiteConnection) throws(SQLiteError) {
        // The one that is recorded last is the newest, whatever the clock says.
        let sql = """
            INSERT INTO drafts (name, json, updated_at) VALUES (
                ?1, ?2, max(?3, 1 + coalesce((SELECT max(updated_at) FROM drafts WHERE name != ?1), 0))
            ) ON CONFLICT (name) DO UPDATE SET json = excluded.json, updated_at = excluded.updated_at
            """
        try connection.execute(sql, [.text(named.name), .text(named.draft.json.text()), .init(now)])
        try keepRevision(named, at: now, connection)
    }

    private static func rival(
        of named: NamedDraft,
        _ base: Draft?,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) -> DraftRevision? {
        let sql = "SELECT json FROM drafts WHERE name = ?1"
        guard let stored = draft(try connection.query(sql, [.text(named.name)]).first?.text("json")),
            stored != base, stored != named.draft, let newest = try newestRevision(of: named.name, connection)
        else { return nil }
        return newest.draft == stored && !newest.isHeld(by: named.draft) ? newest : nil
    }

    private static func newestRevision(
        of name: String,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) -> DraftRevision? {
        let newest = "SELECT * FROM revisions WHERE draft = ?1 ORDER BY number DESC LIMIT 1"
        return try connection.query(newest, [.text(name)]).first.flatMap(revision)
    }

    /// A revision is replaced only by what holds all of its words, so that typing on makes one of them.
    private static func keepRevision(
        _ named: NamedDraft,
        at now: Date,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        let last = try newestRevision(of: named.name, connection)
        if last?.draft == named.draft { return }
        let number = last.map { $0.isHeld(by: named.draft) ? $0.number : $0.number + 1 } ?? 1
        try connection.execute(
            "INSERT OR REPLACE INTO revisions (draft, number, json, recorded_at) VALUES (?1, ?2, ?3, ?4)",
            [.text(named.name), .init(number), .text(named.draft.json.text()), .init(now)]
        )
        let surplus = """
            DELETE FROM revisions WHERE draft = ?1 AND number <= ?2 AND number < coalesce(
                (SELECT max(number) FROM revisions WHERE draft = ?1 AND sent_at IS NOT NULL), ?2 + 1
            )
            """
        try connection.execute(surplus, [.text(named.name), .init(number - mostRevisions)])
    }

    /// Records a draft as it was sent; what really left of the same revision before stays what it was sent as.
    ///
    /// - Parameter first: Of the tasks that it is sent as.
    static func recordSent(
        _ named: NamedDraft,
        as first: VideoTask,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        try record(named, at: first.createdAt, connection)
        let sql = """
            UPDATE revisions SET sent_at = ?2,
                task = CASE WHEN sent_at IS NULL OR \(isTakenBack) THEN ?3 ELSE task END
            WHERE draft = ?1 AND number = (SELECT max(number) FROM revisions WHERE draft = ?1)
            """
        try connection.execute(sql, [.text(named.name), .init(first.createdAt), .text(first.id.rawValue)])
    }

    /// Whether nothing of what a revision was sent as has left: all of it was taken back in time.
    ///
    /// What was sent before this was noted, or is forgotten, counts as sent.
    private static var isTakenBack: String {
        let (sendings, back) = (
            "id = revisions.task OR task_group = revisions.task", "state = 'stopped' AND task_id IS NULL"
        )
        return """
            (EXISTS (SELECT 1 FROM tasks WHERE \(sendings))
            AND NOT EXISTS (SELECT 1 FROM tasks WHERE (\(sendings)) AND NOT (\(back))))
            """
    }
}
