/// One step of a schema.
///
/// The list of steps only ever grows: a step that has been released is not edited.
package struct Migration: Equatable, Sendable {
    /// Says what the step does, for errors.
    package let name: String
    /// One or several statements.
    package let sql: String

    package init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }
}

extension SQLiteConnection {
    /// Brings the file to the newest schema, each step in a transaction of its own.
    ///
    /// The number of steps done is kept in `user_version`. A step that fails leaves the schema before it.
    ///
    /// - Throws: ``SQLiteError/schemaTooNew(found:known:)`` if the file has steps that are not in the list.
    package func migrate(_ migrations: [Migration]) throws(SQLiteError) {
        while try schemaVersion(known: migrations.count) < migrations.count {
            try migrateOneStep(migrations)
        }
    }

    /// Reads `user_version` and refuses one that no list of this length can have written.
    package func schemaVersion(known: Int) throws(SQLiteError) -> Int {
        let version = try query("PRAGMA user_version").first?.integer("user_version") ?? 0
        guard (0...known).contains(version) else {
            throw .schemaTooNew(found: version, known: known)
        }
        return version
    }

    private func migrateOneStep(_ migrations: [Migration]) throws(SQLiteError) {
        try transaction(.immediate) { () throws(SQLiteError) in
            // Read again inside the transaction: another process may have done the step meanwhile.
            let version = try schemaVersion(known: migrations.count)
            guard version < migrations.count else { return }
            try run(script: migrations[version].sql)
            try run(script: "PRAGMA user_version = \(version + 1)")
        }
    }
}
