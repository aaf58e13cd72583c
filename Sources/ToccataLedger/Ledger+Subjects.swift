import BachAPI
package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// The subjects by name.
    package func subjects() throws(LedgerError) -> [Subject] {
        let sql = "SELECT name, json FROM subjects ORDER BY name COLLATE NOCASE, name"
        return try perform { connection throws(SQLiteError) in try connection.query(sql) }.compactMap(Self.subject)
    }

    /// How many tasks used each subject: one look at all that were sent with references.
    package func subjectUses() throws(LedgerError) -> SubjectUses {
        let sql = "SELECT request, sent_at FROM tasks WHERE mode = ?1 AND sent_at IS NOT NULL"
        let mode = Mode.elementsToVideo.rawValue
        let rows = try perform { connection throws(SQLiteError) in try connection.query(sql, [.text(mode)]) }
        return rows.reduce(into: SubjectUses()) { uses, row in
            guard let sentAt = row.date("sent_at"), let text = row.text("request"),
                let request = try? JSONValue(parsing: text)  // nil: no request that could name one
            else { return }
            uses.add(request, sentAt: sentAt)
        }
    }

    package func subject(named name: String) throws(LedgerError) -> Subject? {
        try perform { connection throws(SQLiteError) in try Self.subject(named: name, connection) }
    }

    /// Records a subject, in place of one of the same name.
    package func recordSubject(_ subject: Subject, at now: Date) throws(LedgerError) {
        try transact { connection throws(SQLiteError) in try Self.write(subject, at: now, connection) }
    }

    /// Records a subject unless there is one of its name; answers the one that is there then.
    package func addSubject(_ subject: Subject, at now: Date) throws(LedgerError) -> Subject {
        try transact { connection throws(SQLiteError) in
            if let known = try Self.subject(named: subject.name, connection) { return known }
            try Self.write(subject, at: now, connection)
            return subject
        }
    }

    /// Answers whether there was one.
    @discardableResult
    package func deleteSubject(named name: String) throws(LedgerError) -> Bool {
        try transact { connection throws(SQLiteError) in try Self.delete(name, connection) }
    }

    /// Why a task that is not sent yet must not make its subject; nil for any other task.
    static func obstacle(toMaking task: VideoTask, _ connection: SQLiteConnection) throws(SQLiteError) -> LedgerError? {
        guard task.mode == .textToSubject, task.taskID == nil else { return nil }
        let name = Subject(madeBy: task, pictures: []).name
        if try subject(named: name, connection) != nil { return .subjectTaken(name: name, task: nil) }
        let states = TaskState.allCases.filter(\.mayStillMakeSubject).map { "'\($0.rawValue)'" }
        let sql = """
            SELECT * FROM tasks WHERE state IN (\(states.joined(separator: ", "))) AND mode = ?1 ORDER BY sequence
            """
        let others = try connection.query(sql, [.text(task.mode.rawValue)]).compactMap(TaskRow.task)
        let other = others.first { $0.server == task.server && Subject(madeBy: $0, pictures: []).name == name }
        return other.map { .subjectTaken(name: name, task: $0.id.rawValue) }
    }

    private static func subject(named name: String, _ connection: SQLiteConnection) throws(SQLiteError) -> Subject? {
        try connection.query("SELECT name, json FROM subjects WHERE name = ?1", [.text(name)]).first.flatMap(subject)
    }

    private static func write(
        _ subject: Subject,
        at now: Date,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        let sql = "INSERT OR REPLACE INTO subjects (name, json, updated_at) VALUES (?1, ?2, ?3)"
        try connection.execute(sql, [.text(subject.name), .text(subject.json.text()), .init(now)])
    }

    private static func delete(_ name: String, _ connection: SQLiteConnection) throws(SQLiteError) -> Bool {
        try connection.execute("DELETE FROM subjects WHERE name = ?1", [.text(name)]) > 0
    }

    /// The name in its own column is the one that counts.
    private static func subject(_ row: Row) -> Subject? {
        guard let name = row.text("name") else { return nil }
        let json = row.text("json").flatMap { try? JSONValue(parsing: $0) }  // nil: a subject with its name only
        var subject = json.map(Subject.init(json:)) ?? Subject()
        subject.name = name
        return subject
    }
}
