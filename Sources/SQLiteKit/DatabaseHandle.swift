import CSQLite

/// The open database, closed when the connection and its last statement are gone.
///
/// Until ``isJournalKept`` is lifted, closing it moves nothing from the journal into the file.
final class DatabaseHandle {
    /// How a database is opened.
    enum Access: Equatable {
        case writing
        case reading
        /// Without locks and journals, where nobody can write.
        case readingFrozen
    }

    let pointer: OpaquePointer

    init(path: String, access: Access = .writing) throws(SQLiteError) {
        var pointer: OpaquePointer?
        let result = sqlite3_open_v2(Self.name(path, access), &pointer, Self.flags(access), nil)
        guard result == SQLITE_OK, let pointer else {
            // A handle is made even when opening fails: it carries the message.
            let message = pointer.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
            let code = pointer.map(sqlite3_extended_errcode) ?? result
            sqlite3_close_v2(pointer)
            throw .refused(SQLiteError.Refusal(extendedCode: code, message: message))
        }
        sqlite3_extended_result_codes(pointer, 1)
        self.pointer = pointer
        isJournalKept = true
        csqlite_keep_journal(pointer, 1)
    }

    deinit {
        sqlite3_close_v2(pointer)
    }

    /// Whether closing leaves the write-ahead log as it is: a file that is not ours to change is left alone whole.
    var isJournalKept: Bool {
        didSet { csqlite_keep_journal(pointer, isJournalKept ? 1 : 0) }
    }

    /// SQLite's own words about the call that just failed.
    func error(_ result: Int32, sql: String?) -> SQLiteError {
        let message = String(cString: sqlite3_errmsg(pointer))
        let systemCode = sqlite3_system_errno(pointer)
        return .refused(
            SQLiteError.Refusal(extendedCode: result, message: message, sql: sql, systemCode: systemCode)
        )
    }

    private static func flags(_ access: Access) -> Int32 {
        switch access {
        case .writing: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        case .reading: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        case .readingFrozen: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        }
    }

    private static func name(_ path: String, _ access: Access) -> String {
        guard access == .readingFrozen else { return path }
        let escaped = path.utf8.map { byte in
            let isPlain = byte > 0x20 && byte < 0x7F && !"%?#".utf8.contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + hex(byte)
        }
        return "file:\(escaped.joined())?immutable=1"
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}
