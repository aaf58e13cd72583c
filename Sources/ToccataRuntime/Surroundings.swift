package import BachAPI
package import ToccataConfig
package import ToccataCore

/// What is known before the ledger is open: the configuration, and where requests go.
package struct Surroundings: Sendable {
    package let environment: [String: String]
    package let configuration: Configuration
    package let service: Service
    /// Where multi-image goes, if not the same way as everything else.
    package let multiImage: MultiImageService?
    package let places: Places
    package let dependencies: Dependencies
    package let clients: ClientDirectory

    /// Asks for the credentials; starts no server and sends nothing.
    ///
    /// - Throws: ``EmbeddedServerError/missing(beside:)`` without credentials and without `bach-local`, besides the
    ///   errors of configuration.
    package init(
        environment: [String: String],
        configuration: Configuration,
        directory: String,
        dependencies: Dependencies = .live
    ) async throws {
        self.environment = environment
        self.configuration = configuration
        self.dependencies = dependencies
        let directories = configuration.directories
        places = Places(home: directories.home, directory: directory)
        service = try await configuration.plan.service(environment: environment)
        multiImage = try await configuration.multiImagePlan?.service(main: service, environment: environment)
        let local = EmbeddedServer.Settings(folder: directories.local, environment: environment)
        if service == .embedded { _ = try EmbeddedServer.executable(local) }
        clients = ClientDirectory(
            service: service,
            multiImage: multiImage,
            embedded: EmbeddedServer(local),
            environment: environment,
            now: dependencies.now
        )
    }

    /// Where new tasks are made.
    package var server: ServerIdentity { service.identity }

    /// Where new tasks of a mode are made.
    package func server(for mode: Mode) -> ServerIdentity {
        mode == .multiImageToVideo ? multiImage?.identity ?? server : server
    }
}
