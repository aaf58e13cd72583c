import Glibc

extension LedgerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .schemaTooNew(let path, let found, let known):
            "The ledger \(path) was written by a newer Toccata (schema \(found), known here: \(known)): use that one."
        case .damaged(let path):
            "The ledger \(path) is damaged or no ledger: move it away to start with an empty one."
        case .busy(let path):
            "The ledger \(path) is kept busy by another process: try again."
        case .diskFull(let path):
            "The disk of the ledger \(path) is full: make room, nothing was recorded."
        case .readOnly(let path):
            "The ledger \(path) cannot be written to: check its permissions and those of its folder."
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
