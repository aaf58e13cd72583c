import CSQLite

/// A compiled statement: bind values, step through its rows, reset.
///
/// Belongs to the thread or actor of its connection.
package final class Statement {
    package let sql: String
    private let handle: DatabaseHandle
    private let pointer: OpaquePointer

    /// Compiles the first statement in `sql`, or answers nil if there is only white space or comments.
    static func compile(_ sql: String, _ handle: DatabaseHandle) throws(SQLiteError) -> Statement? {
        var pointer: OpaquePointer?
        let result = sqlite3_prepare_v3(handle.pointer, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
        guard result == SQLITE_OK else { throw handle.error(result, sql: sql) }
        return pointer.map { Statement(sql, $0, handle) }
    }

    private init(_ sql: String, _ pointer: OpaquePointer, _ handle: DatabaseHandle) {
        self.sql = sql
        self.pointer = pointer
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Gives the parameters their values, the first to `?1`.
    package func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        for (value, index) in zip(values, 1...) {
            let result = bind(value, at: Int32(clamping: index))
            guard result == SQLITE_OK else { throw handle.error(result, sql: sql) }
        }
    }

    /// Goes to the next row, and answers false when there is none.
    package func step() throws(SQLiteError) -> Bool {
        let result = sqlite3_step(pointer)
        switch result {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw handle.error(result, sql: sql)
        }
    }

    /// Makes the statement ready to be bound and stepped anew, and lets go of the values it held.
    package func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    /// The row the last step went to.
    package var row: Row {
        Row(names: names, values: values)
    }

    /// The values of that row, in the order of the columns.
    package var values: [SQLiteValue] {
        (0..<sqlite3_data_count(pointer)).map(column)
    }

    /// The names of the answer's columns.
    package var names: [String] {
        (0..<sqlite3_column_count(pointer)).map { index in
            sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? ""
        }
    }

    /// The value in a column of the current row; text that is not UTF-8 is repaired.
    package func column(_ index: Int32) -> SQLiteValue {
        switch sqlite3_column_type(pointer, index) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(pointer, index))
        case SQLITE_FLOAT: .real(sqlite3_column_double(pointer, index))
        case SQLITE_TEXT: .text(text(index))
        case SQLITE_BLOB: .blob(blob(index))
        default: .null
        }
    }

    private func text(_ index: Int32) -> String {
        guard let bytes = sqlite3_column_text(pointer, index) else { return "" }
        let count = Int(sqlite3_column_bytes(pointer, index))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    private func blob(_ index: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(pointer, index) else { return [] }
        let count = Int(sqlite3_column_bytes(pointer, index))
        return Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        switch value {
        case .null:
            sqlite3_bind_null(pointer, index)
        case .integer(let integer):
            sqlite3_bind_int64(pointer, index, integer)
        case .real(let real):
            sqlite3_bind_double(pointer, index, real)
        case .text(var text):
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    csqlite_bind_text(pointer, index, $0.baseAddress, Int64($0.count))
                }
            }
        case .blob(let bytes):
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(pointer, index, 0)
                : csqlite_bind_blob(pointer, index, bytes, Int64(bytes.count))
        }
    }
}
