import BachAPI
import SQLiteKit

extension TaskStore {
    func insert(_ callback: Callback) throws(SQLiteError) -> PendingCallback? {
        try database.query(
            "INSERT INTO callbacks (task, url, body) VALUES (?, ?, ?) RETURNING number",
            [SQLiteValue(callback.task), SQLiteValue(callback.url), SQLiteValue(callback.body.text())]
        )
        .first?.integer("number").map { PendingCallback(number: $0, callback: callback) }
    }

    func removeCallback(number: Int) throws(SQLiteError) {
        try database.execute("DELETE FROM callbacks WHERE number = ?", [SQLiteValue(number)])
    }

    /// What an earlier run did not deliver, oldest first; a row that somebody else has spoiled is passed over.
    func callbacks() throws(SQLiteError) -> [PendingCallback] {
        try database.query("SELECT * FROM callbacks ORDER BY number").compactMap { row in
            guard let number = row.integer("number"), let task = row.text("task"), let url = row.text("url"),
                let body = row.text("body").flatMap({ try? JSONValue(parsing: $0) })
            else { return nil }
            return PendingCallback(number: number, callback: Callback(task: task, url: url, body: body))
        }
    }
}
