import BachAPI
import SQLiteKit

/// The tasks on disk: finished ones survive a restart of the server, unfinished ones begin again.
struct TaskStore {
    private let database: SQLiteConnection

    /// The whole database's, whose batches ``BatchStore`` keeps.
    static let migrations = [
        Migration(
            "make the table of tasks",
            """
            CREATE TABLE tasks (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                mode TEXT NOT NULL,
                body TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                status TEXT NOT NULL,
                message TEXT NOT NULL,
                is_doomed INTEGER NOT NULL
            ) STRICT;
            """
        ),
        Migration(
            "name the family by its path",
            """
            ALTER TABLE tasks RENAME COLUMN mode TO family;
            UPDATE tasks SET family = 'videos/' || family;
            """
        ),
        BatchStore.migration,
    ]

    init(path: String) throws(SQLiteError) {
        database = try SQLiteConnection(path: path, migrations: Self.migrations)
    }

    func insert(_ task: TaskRecord) throws(SQLiteError) {
        try database.execute(
            """
            INSERT INTO tasks (id, family, body, created_at, status, message, is_doomed) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                SQLiteValue(task.id), SQLiteValue(task.family.rawValue), SQLiteValue(task.body.text()),
                SQLiteValue(task.createdAt), SQLiteValue(task.status.rawValue), SQLiteValue(task.message),
                SQLiteValue(task.isDoomed),
            ]
        )
    }

    func count() throws(SQLiteError) -> Int {
        try database.query("SELECT count(*) AS count FROM tasks").first?.integer("count") ?? 0
    }

    func setStatus(_ status: TaskStatus, message: String, of id: String) throws(SQLiteError) {
        try database.execute(
            "UPDATE tasks SET status = ?, message = ? WHERE id = ?",
            [SQLiteValue(status.rawValue), SQLiteValue(message), SQLiteValue(id)]
        )
    }

    func task(id: String) throws(SQLiteError) -> TaskRecord? {
        try database.query("SELECT * FROM tasks WHERE id = ?", [SQLiteValue(id)]).first.flatMap(Self.task)
    }

    /// Puts every task that was not finished back to the beginning, and answers their ids, oldest first.
    func restartUnfinished() throws(SQLiteError) -> [String] {
        let finished = [SQLiteValue(TaskStatus.succeeded.rawValue), SQLiteValue(TaskStatus.failed.rawValue)]
        let rows = try database.query(
            "SELECT id FROM tasks WHERE status NOT IN (?, ?) ORDER BY number",
            finished
        )
        let ids = rows.compactMap { $0.text("id") }
        for id in ids { try setStatus(.pending, message: StatusMessage.pending, of: id) }
        return ids
    }

    private static func task(_ row: Row) -> TaskRecord? {
        guard let id = row.text("id"), let family = row.text("family").flatMap(Family.init(rawValue:)),
            let body = row.text("body").flatMap({ try? JSONValue(parsing: $0) }),
            let createdAt = row.integer("created_at"), let status = row.text("status"),
            let message = row.text("message"), let isDoomed = row.flag("is_doomed")
        else { return nil }
        return TaskRecord(
            id: id,
            family: family,
            body: body,
            createdAt: createdAt,
            status: TaskStatus(rawValue: status),
            message: message,
            isDoomed: isDoomed
        )
    }
}
