package import BachAPI
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// The tasks, the newest first.
    ///
    /// - Parameters:
    ///   - states: Only those; nil for all.
    ///   - mode: Only those of one mode; nil for all.
    ///   - limit: At most so many; nil for all.
    package func tasks(
        states: Set<TaskState>? = nil,
        mode: Mode? = nil,
        limit: Int? = nil
    ) throws(LedgerError) -> [VideoTask] {
        var conditions: [String] = []
        if let states {
            // The words are our own, so that they can stand in the SQL.
            conditions.append("state IN (\(states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))")
        }
        if let mode {
            conditions.append("mode = '\(mode.rawValue)'")
        }
        let condition = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        let sql = "SELECT * FROM tasks\(condition) ORDER BY sequence DESC LIMIT ?1"
        return try list(sql, [.init(max(limit ?? -1, -1))])
    }

    /// Finds a task by Toccata's id, the beginning of one, the service's id, or the external id.
    package func find(_ text: String) throws(LedgerError) -> FoundTask {
        guard !text.isEmpty else { return .none }
        let exact = "SELECT * FROM tasks WHERE id = ?1 OR task_id = ?1 ORDER BY sequence DESC"
        let beginning = "SELECT * FROM tasks WHERE substr(id, 1, length(?1)) = ?1 ORDER BY sequence DESC"
        var tasks = try list(exact, [.text(text)])
        if tasks.isEmpty {
            tasks = try list(beginning, [.text(text)])
        }
        if tasks.isEmpty {
            tasks = try list(Self.externalSQL, [.text(text)])
        }
        guard let first = tasks.first else { return .none }
        return tasks.count == 1 ? .one(first) : .several(tasks)
    }

    /// Few tasks have an external id, so that it needs no column; those alone are looked through.
    private static let externalSQL = """
        SELECT * FROM tasks
        WHERE mode = '\(Mode.multiImageToVideo.rawValue)'
            AND CASE WHEN json_valid(request) THEN json_extract(request, '$.external_task_id') END = ?1
        ORDER BY sequence DESC
        """

    /// As many tasks of a damaged ledger as can be read, the newest first: those before the damage, from both ends.
    package func readableTasks() -> [VideoTask] {
        let newest = upToDamage("DESC")
        let reached = newest.last?.integer("sequence") ?? .max
        let oldest = upToDamage("ASC").filter { $0.integer("sequence") ?? .max < reached }
        return (newest + oldest.reversed()).compactMap(TaskRow.task)
    }

    private func upToDamage(_ order: String) -> [Row] {
        var rows: [Row] = []
        do throws(SQLiteError) {
            guard let statement = try connection.statement("SELECT * FROM tasks ORDER BY sequence \(order)") else {
                return []
            }
            defer { connection.giveBack(statement) }
            while try statement.step() { rows.append(statement.row) }
        } catch {
            // What comes behind the damage is read from the other end.
        }
        return rows
    }

    /// Rows that another version wrote with words unknown here are left out.
    private func list(_ sql: String, _ values: [SQLiteValue]) throws(LedgerError) -> [VideoTask] {
        try perform { connection throws(SQLiteError) in try connection.query(sql, values) }.compactMap(TaskRow.task)
    }
}
