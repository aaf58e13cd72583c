import CSQLite

/// The open database, closed when the connection and its last statement are gone.
final class DatabaseHandle {
    let pointer: OpaquePointer

    init(path: String) throws(SQLiteError) {
        var pointer: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let result = sqlite3_open_v2(path, &pointer, flags, nil)
        guard result == SQLITE_OK, let pointer else {
            // A handle is made even when opening fails: it carries the message.
            let message = pointer.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
            let code = pointer.map(sqlite3_extended_errcode) ?? result
            sqlite3_close_v2(pointer)
            throw .refused(SQLiteError.Refusal(extendedCode: code, message: message))
        }
        sqlite3_extended_result_codes(pointer, 1)
        self.pointer = pointer
    }

    deinit {
        sqlite3_close_v2(pointer)
    }

    /// SQLite's own words about the call that just failed.
    func error(_ result: Int32, sql: String?) -> SQLiteError {
        let message = String(cString: sqlite3_errmsg(pointer))
        return .refused(SQLiteError.Refusal(extendedCode: result, message: message, sql: sql))
    }
}
