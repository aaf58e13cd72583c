import BachAPI
package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// Records a new task, in whatever state it is.
    ///
    /// - Returns: The task as it is recorded, its times cut to the millisecond.
    /// - Throws: ``LedgerError/idTaken(_:)`` if there is a task of that id; ``LedgerError/subjectTaken(name:task:)``
    ///   rather than have the same subject made, and paid for, twice.
    @discardableResult
    package func accept(_ task: VideoTask, source: String) throws(LedgerError) -> VideoTask {
        guard let accepted = try accept([task], source: source).first else { throw .idTaken(task.id.rawValue) }
        return accepted
    }

    /// Records new tasks that belong together, all of them or none.
    ///
    /// - Parameter draft: What they were made of: it is recorded with them, as it was sent.
    /// - Throws: As ``accept(_:source:)``.
    package func accept(
        _ tasks: [VideoTask],
        of draft: NamedDraft? = nil,
        source: String
    ) throws(LedgerError) -> [VideoTask] {
        if tasks.contains(where: { $0.state == .out }) { try makeSureOfRoom() }
        let (accepted, obstacle): ([VideoTask], LedgerError?) = try transact { connection throws(SQLiteError) in
            if let obstacle = try Self.obstacle(toAccepting: tasks, connection) { return ([], obstacle) }
            if let draft, let first = tasks.first { try Self.recordSent(draft, as: first, connection) }
            var accepted: [VideoTask] = []
            for task in tasks {
                try Self.insert(task, connection)
                try Self.note(task, at: task.createdAt, source: source, message: task.message, connection)
                if let recorded = try Self.row(task.id, connection).flatMap(TaskRow.task) { accepted.append(recorded) }
            }
            return (accepted, nil)
        }
        if let obstacle { throw obstacle }
        return accepted
    }

    /// Looked for in all before the first is recorded: what a transaction has written stays.
    private static func obstacle(
        toAccepting tasks: [VideoTask],
        _ connection: SQLiteConnection
    ) throws(SQLiteError) -> LedgerError? {
        var known: Set<ShortID> = []
        for task in tasks {
            let isNew = known.insert(task.id).inserted
            guard isNew, try row(task.id, connection) == nil else { return .idTaken(task.id.rawValue) }
            if let obstacle = try obstacle(toMaking: task, connection) { return obstacle }
        }
        return nil
    }

    /// Takes a task for sending: `out` or `retry` whose time has come becomes `sending`.
    ///
    /// Of several processes that ask at the same time one gets the task, the others nil. What stands in the way of
    /// sending is looked at in the same statement, so that two processes cannot get past each other.
    ///
    /// - Throws: ``LedgerError/diskFull(path:)`` already while a little room is left, which the answer may need.
    package func claim(
        _ id: ShortID,
        holder: String,
        at now: Date,
        _ terms: ClaimTerms = ClaimTerms()
    ) throws(LedgerError) -> VideoTask? {
        try makeSureOfRoom()
        return try transact { connection throws(SQLiteError) in
            let values: [SQLiteValue] = [
                .text(id.rawValue), .text(holder), .init(now), .init(terms.passedHold), .init(terms.mostRunning),
                .init(max(now, terms.dueBy ?? now)),
            ]
            guard let task = try connection.query(Self.claimSQL, values).first.flatMap(TaskRow.task) else { return nil }
            try Self.note(task, at: now, source: "send", message: nil, connection)
            return task
        }
    }

    /// Carries a task through a change that is decided by a pure function, on what is recorded at that moment.
    ///
    /// - Parameters:
    ///   - note: What the event says; nil for the task's own message.
    ///   - apply: Answers whether it changed anything; if not, nothing is written.
    /// - Returns: The task as it is recorded now, or nil if there is none or nothing changed.
    @discardableResult
    package func change(
        _ id: ShortID,
        at now: Date,
        source: String,
        note: String? = nil,
        _ apply: @Sendable (inout VideoTask) -> Bool
    ) throws(LedgerError) -> VideoTask? {
        try transact { connection throws(SQLiteError) in
            guard var task = try Self.row(id, connection).flatMap(TaskRow.task), apply(&task) else { return nil }
            return try Self.write(task, at: now, source: source, note: note, connection)
        }
    }

    /// Puts tags on a task and takes others off.
    ///
    /// - Returns: The task as it is recorded now, or nil if there is none or nothing changed.
    package func tag(_ id: ShortID, _ change: TagChange, at now: Date) throws(LedgerError) -> VideoTask? {
        try self.change(id, at: now, source: "person", note: "Tags: \(change.text)") { task in
            let tags = task.tags.changed(by: change)
            defer { task.tags = tags }
            return tags != task.tags
        }
    }

    package func task(_ id: ShortID) throws(LedgerError) -> VideoTask? {
        try perform { connection throws(SQLiteError) in try Self.row(id, connection).flatMap(TaskRow.task) }
    }

    /// Whether a file is known as the saved video of a task.
    package func isSaved(file: String) throws(LedgerError) -> Bool {
        let sql = "SELECT 1 FROM tasks WHERE state = 'done' AND file = ?1 LIMIT 1"
        return try !perform { connection throws(SQLiteError) in try connection.query(sql, [.text(file)]) }.isEmpty
    }

    /// Every change of a task, the first one first.
    package func events(of id: ShortID) throws(LedgerError) -> [RecordedEvent] {
        let sql = "SELECT * FROM events WHERE task = ?1 ORDER BY sequence"
        let rows = try perform { connection throws(SQLiteError) in try connection.query(sql, [.text(id.rawValue)]) }
        return rows.compactMap(Self.event)
    }

    private static let claimSQL = """
        UPDATE tasks SET state = 'sending', holder = ?2, sent_at = ?3, attempts = attempts + 1,
            retry_at = NULL, message = NULL
        WHERE id = ?1 AND state IN ('out', 'retry') AND coalesce(retry_at, 0) <= ?6
            AND NOT EXISTS (
                SELECT 1 FROM holds
                WHERE (holds.server = '' OR (holds.number > ?4 AND holds.server = tasks.server
                    AND holds.base_url = tasks.base_url AND holds.key_id = coalesce(tasks.key_id, '')))
            )
            AND (?5 IS NULL OR ?5 > (
                SELECT count(*) FROM tasks AS other
                WHERE other.state IN ('sending', 'pending', 'running') AND other.server = tasks.server
                    AND other.base_url = tasks.base_url AND other.key_id IS tasks.key_id
            ))
        RETURNING *
        """

    private static func event(_ row: Row) -> RecordedEvent? {
        guard let at = row.date("at"), let state = row.text("state").flatMap(TaskState.init) else { return nil }
        return RecordedEvent(
            at: at,
            source: row.text("source") ?? "",
            state: state,
            status: row.text("status").map(TaskStatus.init(rawValue:)),
            message: row.text("message")
        )
    }
}

/// Inside a transaction.
extension Ledger {
    static func row(_ id: ShortID, _ connection: SQLiteConnection) throws(SQLiteError) -> Row? {
        try connection.query("SELECT * FROM tasks WHERE id = ?1", [.text(id.rawValue)]).first
    }

    static func insert(_ task: VideoTask, _ connection: SQLiteConnection) throws(SQLiteError) {
        let names = TaskRow.fixed + TaskRow.changing
        let places = (1...names.count).map { "?\($0)" }.joined(separator: ", ")
        let sql = "INSERT INTO tasks (\(names.joined(separator: ", "))) VALUES (\(places))"
        try connection.execute(sql, TaskRow.fixed(task) + TaskRow.changing(task))
    }

    /// Writes what may change of a task, and the event.
    static func write(
        _ task: VideoTask,
        at now: Date,
        source: String,
        note: String?,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) -> VideoTask? {
        let changes = zip(TaskRow.changing, 2...).map { "\($0) = ?\($1)" }.joined(separator: ", ")
        let sql = "UPDATE tasks SET \(changes) WHERE id = ?1 RETURNING *"
        let rows = try connection.query(sql, [.text(task.id.rawValue)] + TaskRow.changing(task))
        try self.note(task, at: now, source: source, message: note ?? task.message, connection)
        return rows.first.flatMap(TaskRow.task)
    }

    static func note(
        _ task: VideoTask,
        at now: Date,
        source: String,
        message: String?,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        try connection.execute(
            "INSERT INTO events (task, at, source, state, status, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            [
                .text(task.id.rawValue), .init(now), .text(source), .text(task.state.rawValue),
                .init(task.status?.rawValue), .init(message),
            ]
        )
    }
}
