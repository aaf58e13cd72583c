import ProcessKit

/// Processes, as the ledger names whoever is at work on a task.
enum Holder {
    /// This process.
    static let own = ProcessIdentity.own().description

    /// Whether the process of that name still runs; a name that cannot be read is nobody's.
    @Sendable
    static func isAlive(_ name: String) -> Bool { ProcessIdentity(name)?.isAlive ?? false }

    /// The number of the process of that name, if it is suspended.
    @Sendable
    static func suspendedProcess(_ name: String) -> Int32? {
        ProcessIdentity(name).flatMap { $0.isSuspended ? $0.processID : nil }
    }
}
