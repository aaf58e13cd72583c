import BachAPI
import SQLiteKit

/// The tasks on disk: finished ones survive a restart of the server, unfinished ones begin again.
struct TaskStore {
    let database: SQLiteConnection

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
        Migration(
            "keep callbacks until they are delivered",
            """
            ALTER TABLE tasks ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE tasks ADD COLUMN server TEXT NOT NULL DEFAULT '';
            CREATE TABLE callbacks (
                number INTEGER PRIMARY KEY,
                task TEXT NOT NULL,
                url TEXT NOT NULL,
                body TEXT NOT NULL
            ) STRICT;
            """
        ),
        Migration(
            "know whose a task is, what they call it, and its video by a name of its own",
            """
            ALTER TABLE tasks ADD COLUMN access_key TEXT NOT NULL DEFAULT '';
            ALTER TABLE tasks ADD COLUMN external_id TEXT;
            ALTER TABLE tasks ADD COLUMN video TEXT;
            CREATE UNIQUE INDEX tasks_by_external_id ON tasks (family, access_key, external_id);
            CREATE INDEX tasks_of_senders ON tasks (family, access_key, number);
            """
        ),
    ]

    init(path: String) throws(SQLiteError) {
        database = try SQLiteConnection(path: path, migrations: Self.migrations)
    }

    func insert(_ task: TaskRecord) throws(SQLiteError) {
        try database.execute(
            """
            INSERT INTO tasks
                (id, family, body, created_at, changed_at, status, message, server, is_doomed, access_key,
                external_id, video)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                SQLiteValue(task.id), SQLiteValue(task.family.rawValue), SQLiteValue(task.body.text()),
                SQLiteValue(task.createdAt), SQLiteValue(task.changedAt), SQLiteValue(task.status.rawValue),
                SQLiteValue(task.message), SQLiteValue(task.server), SQLiteValue(task.isDoomed),
                SQLiteValue(task.sender.accessKey), task.sender.externalID.map(SQLiteValue.init) ?? .null,
                task.video.map(SQLiteValue.init) ?? .null,
            ]
        )
    }

    func count() throws(SQLiteError) -> Int {
        try database.query("SELECT count(*) AS count FROM tasks").first?.integer("count") ?? 0
    }

    func setStatus(_ status: TaskStatus, message: String, of id: String, at time: Int) throws(SQLiteError) {
        try database.execute(
            "UPDATE tasks SET status = ?, message = ?, changed_at = ? WHERE id = ?",
            [SQLiteValue(status.rawValue), SQLiteValue(message), SQLiteValue(time), SQLiteValue(id)]
        )
    }

    /// Runs `body` so that all of it happens, or nothing.
    func transaction<Answer>(_ body: () throws(SQLiteError) -> Answer) throws(SQLiteError) -> Answer {
        try database.transaction(.immediate, body)
    }

    func task(id: String) throws(SQLiteError) -> TaskRecord? {
        try database.query("SELECT * FROM tasks WHERE id = ?", [SQLiteValue(id)]).first.flatMap(Self.task)
    }

    /// The task that a sender knows by an id of their own.
    func task(_ family: Family, of accessKey: String, externalID: String) throws(SQLiteError) -> TaskRecord? {
        try database.query(
            "SELECT * FROM tasks WHERE family = ? AND access_key = ? AND external_id = ?",
            [SQLiteValue(family.rawValue), SQLiteValue(accessKey), SQLiteValue(externalID)]
        )
        .first.flatMap(Self.task)
    }

    /// A page of a sender's tasks, newest first.
    func tasks(_ family: Family, of accessKey: String, _ page: TaskPage) throws(SQLiteError) -> [TaskRecord] {
        try database.query(
            "SELECT * FROM tasks WHERE family = ? AND access_key = ? ORDER BY number DESC LIMIT ? OFFSET ?",
            [
                SQLiteValue(family.rawValue), SQLiteValue(accessKey), SQLiteValue(page.size),
                SQLiteValue((page.number - 1) * page.size),
            ]
        )
        .compactMap(Self.task)
    }

    /// Puts every task that was not finished back to the beginning, and answers their ids, oldest first.
    func restartUnfinished() throws(SQLiteError) -> [String] {
        let finished = [SQLiteValue(TaskStatus.succeeded.rawValue), SQLiteValue(TaskStatus.failed.rawValue)]
        let rows = try database.query(
            "SELECT id FROM tasks WHERE status NOT IN (?, ?) ORDER BY number",
            finished
        )
        try database.execute(
            "UPDATE tasks SET status = ?, message = ?, server = '' WHERE status NOT IN (?, ?)",
            [SQLiteValue(TaskStatus.pending.rawValue), SQLiteValue(StatusMessage.pending)] + finished
        )
        return rows.compactMap { $0.text("id") }
    }

    /// Nil for a row that somebody else has spoiled, unreadable JSON included.
    private static func task(_ row: Row) -> TaskRecord? {
        guard let id = row.text("id"), let family = row.text("family").flatMap(Family.init(rawValue:)),
            let body = row.text("body").flatMap({ try? JSONValue(parsing: $0) }),
            let createdAt = row.integer("created_at"), let status = row.text("status"),
            let message = row.text("message"), let changedAt = row.integer("changed_at"),
            let server = row.text("server"), let isDoomed = row.flag("is_doomed"),
            let accessKey = row.text("access_key")
        else { return nil }
        return TaskRecord(
            id: id,
            family: family,
            body: body,
            createdAt: createdAt,
            status: TaskStatus(rawValue: status),
            message: message,
            changedAt: changedAt,
            server: server,
            sender: TaskSender(accessKey: accessKey, externalID: row.text("external_id")),
            video: row.text("video"),
            isDoomed: isDoomed
        )
    }
}
