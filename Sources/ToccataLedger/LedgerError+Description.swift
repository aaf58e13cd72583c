import Glibc

extension LedgerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .schemaTooNew(let path, let found, let known):
            "The ledger \(path) was written by a newer Toccata (schema \(found), known here: \(known)): use that one."
        case .damaged(let path, let reason):
            "The ledger is damaged, so that nothing is sent, and nothing is written into it: \(path), \(reason)."
        case .busy(let path):
            "The ledger \(path) is kept busy by another process: try again."
        case .diskFull(let path):
            "The disk is full: nothing is recorded, and nothing is sent, until there is room for the ledger \(path)."
        case .readOnly(let path):
            "The ledger cannot be written to, so that nothing is sent: see to the permissions of \(path), of its "
                + "folder and of its disk."
        case .cannotOpen(let path, let reason):
            "The ledger \(path) cannot be opened: \(reason)."
        case .idTaken(let id):
            "There is a task \(id) in the ledger already."
        case .subjectTaken(let name, let task):
            task.map { "\($0) is making the subject \(name) already." } ?? "There is a subject \(name) already."
        case .cannotWatch(let path, let code):
            "Changes to the ledger \(path) by other processes cannot be noticed: \(String(cString: strerror(code)))."
        case .cannotLock(let path, let code):
            "The lock \(path) cannot be used: \(String(cString: strerror(code)))."
        case .sqlite(let error):
            "The ledger could not be used. \(error)"
        }
    }
}

extension LedgerError {
    /// What a person can do, where the description does not say it.
    package var advice: String? {
        switch self {
        case .damaged(let path, _):
            "Copy \(path)* away first. sqlite3 \(path) .recover writes what can be read, toccata tasks --json what "
                + "Toccata reads of it. Move the files away, or set XDG_STATE_HOME, to begin with a new ledger; toccata "
                + "attach takes up tasks by their ids."
        case .schemaTooNew(let path, _, _):
            "Nothing was changed in \(path). Run the newer Toccata, or set XDG_STATE_HOME to work with a ledger of its own."
        case .cannotOpen:
            "Nothing was sent. Set XDG_STATE_HOME to a folder that can be written to work with a ledger there."
        case .readOnly: "Set XDG_STATE_HOME to a folder that can be written to work with a ledger there."
        case .busy, .diskFull, .idTaken, .subjectTaken, .cannotWatch, .cannotLock, .sqlite: nil
        }
    }
}
