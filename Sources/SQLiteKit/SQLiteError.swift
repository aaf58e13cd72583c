import CSQLite
import Glibc

/// Why SQLite did not do what it was asked.
package enum SQLiteError: Error, Equatable, Sendable {
    /// The file's schema is not among those known here; the file was left alone.
    case schemaTooNew(found: Int, known: Int)
    /// SQLite refused.
    case refused(Refusal)

    /// SQLite's own answer.
    ///
    /// Holds the SQL, never the values bound to it.
    package struct Refusal: Equatable, Sendable {
        /// The primary result code, such as 5 for `SQLITE_BUSY`.
        package var code: Int32
        package var extendedCode: Int32
        package var message: String
        package var sql: String?
        /// The `errno` behind a failure to read or write.
        package var systemCode: Int32

        package init(extendedCode: Int32, message: String, sql: String? = nil, systemCode: Int32 = 0) {
            self.systemCode = systemCode
            self.code = extendedCode & 0xFF
            self.extendedCode = extendedCode
            self.message = message
            self.sql = sql
        }
    }

    /// What kind of refusal it was, as far as somebody can do something about it.
    package enum Kind: Equatable, Sendable {
        case busy, full, readOnly, damaged, constraint, cannotOpen, schemaTooNew, other
    }

    package var kind: Kind {
        switch self {
        case .schemaTooNew: .schemaTooNew
        case .refused(let refusal): refusal.kind
        }
    }
}

extension SQLiteError.Refusal {
    /// `SQLITE_IOERR_SHMSIZE`, which is a macro.
    private static let noRoomToShare = SQLITE_IOERR | 19 << 8

    /// What a system says that has no more room, for this user or for this file.
    private static let noRoom = [ENOSPC, EDQUOT, EFBIG]

    package var kind: SQLiteError.Kind {
        // The file that processes share beside the database could not be made larger.
        if extendedCode == Self.noRoomToShare { return .full }
        return switch code {
        case SQLITE_IOERR where Self.noRoom.contains(systemCode): .full
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_CANTOPEN: .cannotOpen
        default: .other
        }
    }
}

extension SQLiteError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .schemaTooNew(let found, let known):
            "The file has schema \(found), but only schemas up to \(known) are known here: use a newer version."
        case .refused(let refusal):
            refusal.description
        }
    }
}

extension SQLiteError.Refusal: CustomStringConvertible {
    package var description: String {
        let place = sql.map { " in: \($0)" } ?? ""
        return "SQLite answered \(extendedCode), \(message)\(place)"
    }
}
