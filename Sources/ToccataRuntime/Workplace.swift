// ToccataRuntime knows everybody: it opens the ledger, chooses the service, starts the embedded server, runs the
// console's loop and its effects. Nothing may depend on it but the faces.

package import BachAPI
package import ToccataConfig
package import ToccataCore
package import ToccataLedger

/// Everything that a face needs for one run.
package struct Workplace: Sendable {
    package let surroundings: Surroundings
    package let ledger: Ledger

    /// Opens the ledger.
    ///
    /// - Throws: ``LedgerError``.
    package init(_ surroundings: Surroundings) throws(LedgerError) {
        self.surroundings = surroundings
        ledger = try Ledger(path: surroundings.configuration.directories.ledger)
    }

    package var environment: [String: String] { surroundings.environment }
    package var configuration: Configuration { surroundings.configuration }
    package var service: Service { surroundings.service }
    package var places: Places { surroundings.places }
    package var dependencies: Dependencies { surroundings.dependencies }
    package var clients: ClientDirectory { surroundings.clients }
    package var server: ServerIdentity { surroundings.server }

    /// Where new tasks of a mode are made.
    package func server(for mode: Mode) -> ServerIdentity { surroundings.server(for: mode) }
}
