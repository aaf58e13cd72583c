package import BachAPI
package import ToccataCore
package import ToccataLedger

/// Why the conductor could not do what it was told.
package enum ConductorError: Error, Equatable, Sendable {
    case ledger(LedgerError)
    case noSuchTask(ShortID)
    /// There are no credentials for the service that made the task.
    case noService(ServerIdentity)
    /// The service knows no such task.
    case unknownAtService(taskID: String)
    /// The service has a task of this id, which another request made.
    case madeByAnother(taskID: String, reason: String)
    case refused(APIFailure)
    /// The service could not be asked.
    case unreachable(reason: String)
    /// Something on this side cannot be sent: a picture that is gone.
    case unsendable(reason: String)
}

extension ConductorError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .ledger(let error): error.description
        case .noSuchTask(let id): "There is no task \(id) in the ledger."
        case .noService(let server):
            "There are no credentials for \(server.name)\(server.keyID.map { " with the key \($0)" } ?? ""): "
                + "a task is only asked about where it was made."
        case .unknownAtService(let taskID): "The service knows no task \(taskID)."
        case .madeByAnother(let taskID, let reason): "The task \(taskID) is not this one: \(reason)."
        case .refused(let failure): failure.message
        case .unreachable(let reason), .unsendable(let reason): reason
        }
    }
}
