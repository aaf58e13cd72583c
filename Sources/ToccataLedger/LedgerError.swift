package import SQLiteKit

/// Why the ledger could not do what it was asked.
package enum LedgerError: Error, Equatable, Sendable {
    /// A newer Toccata wrote the file; it was left alone.
    case schemaTooNew(path: String, found: Int, known: Int)
    /// The file is no ledger, or a broken one; from then on nothing is written into it.
    case damaged(path: String, reason: String)
    /// Another process kept the ledger to itself for too long.
    case busy(path: String)
    case diskFull(path: String)
    case readOnly(path: String)
    case cannotOpen(path: String, reason: String)
    /// There is a task of that id already; try another one.
    case idTaken(String)
    /// A subject of that name is in the library, or `task` is making it.
    case subjectTaken(name: String, task: String?)
    /// Changes by other processes cannot be noticed; `code` is an `errno`.
    case cannotWatch(path: String, code: Int32)
    /// The file whose lock says who polls cannot be used; `code` is an `errno`.
    case cannotLock(path: String, code: Int32)
    /// SQLite refused for a reason of its own.
    case sqlite(SQLiteError)
}

extension LedgerError {
    /// Whether nothing can be recorded while it lasts.
    package var keepsFromWriting: Bool {
        switch self {
        case .diskFull, .readOnly, .damaged: true
        case .schemaTooNew, .busy, .cannotOpen, .idTaken, .subjectTaken, .cannotWatch, .cannotLock, .sqlite: false
        }
    }

    /// Whether waiting cannot end it.
    package var isForGood: Bool { if case .damaged = self { true } else { false } }

    init(_ error: SQLiteError, path: String) {
        switch error.kind {
        case .busy: self = .busy(path: path)
        case .full: self = .diskFull(path: path)
        case .readOnly: self = .readOnly(path: path)
        case .damaged: self = .damaged(path: path, reason: Self.words(error))
        case .cannotOpen: self = .cannotOpen(path: path, reason: "it cannot be read or made")
        case .schemaTooNew, .constraint, .other: self = Self.other(error, path: path)
        }
    }

    private static func words(_ error: SQLiteError) -> String {
        if case .refused(let refusal) = error { refusal.message } else { error.description }
    }

    private static func other(_ error: SQLiteError, path: String) -> LedgerError {
        guard case .schemaTooNew(let found, let known) = error else { return .sqlite(error) }
        return .schemaTooNew(path: path, found: found, known: known)
    }
}
