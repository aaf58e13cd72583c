import SQLiteKit

/// The batches on disk, in the tasks' database: what an earlier run left unfinished is found again.
struct BatchStore {
    private let database: SQLiteConnection

    static let migration = Migration(
        "make the tables of batches",
        """
        CREATE TABLE batches (
            id TEXT PRIMARY KEY,
            folder TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE batch_images (
            batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            name TEXT,
            url TEXT,
            status TEXT NOT NULL,
            file TEXT,
            error TEXT,
            PRIMARY KEY (batch, number)
        ) STRICT;
        CREATE INDEX unfinished_images ON batch_images (status) WHERE status IN ('PENDING', 'PROCESSING');
        """
    )

    /// Opens the store and puts back to pending what was being worked on when an earlier run ended.
    init(path: String) throws(SQLiteError) {
        database = try SQLiteConnection(path: path, migrations: TaskStore.migrations)
        try database.execute("UPDATE batch_images SET status = 'PENDING' WHERE status = 'PROCESSING'")
    }

    /// Records a new batch; false if there is one of that id.
    func insert(_ batch: BatchRecord) throws(SQLiteError) -> Bool {
        try database.transaction { () throws(SQLiteError) in
            let made = try database.execute(
                "INSERT INTO batches (id, folder, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [SQLiteValue(batch.id), SQLiteValue(batch.folder), SQLiteValue(batch.createdAt)]
            )
            guard made == 1 else { return false }
            for (number, image) in zip(1..., batch.images) { try insert(image, number: number, of: batch.id) }
            return true
        }
    }

    private func insert(_ image: BatchImage, number: Int, of id: String) throws(SQLiteError) {
        try database.execute(
            "INSERT INTO batch_images (batch, number, name, url, status, file, error) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                SQLiteValue(id), SQLiteValue(number), Self.value(image.name), Self.value(image.url),
                SQLiteValue(image.status.rawValue), Self.value(image.file), Self.value(image.error),
            ]
        )
    }

    func batch(id: String) throws(SQLiteError) -> BatchRecord? {
        guard let row = try database.query("SELECT * FROM batches WHERE id = ?", [SQLiteValue(id)]).first,
            let folder = row.text("folder"), let createdAt = row.integer("created_at")
        else { return nil }
        let images = try database.query(
            "SELECT * FROM batch_images WHERE batch = ? ORDER BY number",
            [SQLiteValue(id)]
        )
        return BatchRecord(id: id, folder: folder, createdAt: createdAt, images: images.map(Self.image))
    }

    /// Takes the next image that nobody works on, oldest batch first, and marks it as being worked on.
    func takeNext() throws(SQLiteError) -> BatchJob? {
        let sql = """
            UPDATE batch_images SET status = 'PROCESSING' WHERE rowid =
                (SELECT rowid FROM batch_images WHERE status = 'PENDING' ORDER BY rowid LIMIT 1)
            RETURNING batch, number, url, (SELECT folder FROM batches WHERE id = batch) AS folder
            """
        guard let row = try database.query(sql).first, let batch = row.text("batch"),
            let number = row.integer("number"), let folder = row.text("folder")
        else { return nil }
        return BatchJob(batch: batch, folder: folder, number: number, url: row.text("url"))
    }

    /// Records how an image ended: with a file, or with an error.
    func finish(_ job: BatchJob, file: String?, error: String?) throws(SQLiteError) {
        let status = error == nil ? BatchImage.Status.succeeded : .failed
        try database.execute(
            "UPDATE batch_images SET status = ?, file = ?, error = ? WHERE batch = ? AND number = ?",
            [
                SQLiteValue(status.rawValue), Self.value(file), Self.value(error), SQLiteValue(job.batch),
                SQLiteValue(job.number),
            ]
        )
    }

    /// Forgets the batches that were made before `time`.
    func removeBatches(before time: Int) throws(SQLiteError) {
        try database.execute("DELETE FROM batches WHERE created_at < ?", [SQLiteValue(time)])
    }

    private static func value(_ text: String?) -> SQLiteValue { text.map { SQLiteValue($0) } ?? .null }

    private static func image(_ row: Row) -> BatchImage {
        BatchImage(
            name: row.text("name"),
            url: row.text("url"),
            status: row.text("status").flatMap(BatchImage.Status.init(rawValue:)) ?? .failed,
            file: row.text("file"),
            error: row.text("error")
        )
    }
}

/// One image that is to be got.
struct BatchJob: Equatable, Sendable {
    var batch: String
    var folder: String
    /// Counted from 1.
    var number: Int
    /// Nil for one whose content is here already, in base64.
    var url: String?
}
