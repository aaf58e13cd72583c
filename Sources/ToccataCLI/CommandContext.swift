import FoundationEssentials
import Glibc
import ToccataConfig
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// What a command runs with.
struct CommandContext: Sendable {
    let environment: [String: String]
    /// The folder the command was typed in.
    let directory: String
    let output: CommandOutput
    let dependencies: Dependencies

    static func live() -> CommandContext {
        CommandContext(
            environment: ProcessInfo.processInfo.environment,
            directory: FileManager.default.currentDirectoryPath,
            output: .standard,
            dependencies: .live
        )
    }

    /// The configuration, strictly: what is wrong in it ends a command.
    func configuration() throws(ConfigError) -> Configuration {
        let configuration = try Configuration.load(environment: environment, isStrict: true)
        for notice in configuration.notices { output.error("\(notice)") }
        return configuration
    }

    /// The ledger alone, for commands that ask nobody else.
    func ledger() async throws -> Ledger {
        let ledger = try Ledger(path: Directories(environment: environment).ledger)
        try await ledger.settleLeftovers(at: dependencies.now())
        if let trouble = await ledger.trouble { output.error("toccata: \(trouble)") }
        return ledger
    }

    /// Ledger, service and client; says so when the videos will be placeholders.
    ///
    /// - Parameter configuration: Nil to read it here.
    func workplace(_ configuration: Configuration? = nil) async throws -> Workplace {
        let surroundings = try await Surroundings(
            environment: environment,
            configuration: try configuration ?? self.configuration(),
            directory: directory,
            dependencies: dependencies
        )
        let workplace = try Workplace(surroundings)
        if workplace.server.isLocal { announcePlaceholders() }
        return workplace
    }

    /// Nobody may take a placeholder for a video.
    func announcePlaceholders() { output.error("no credentials found: LOCAL placeholder videos") }

    /// A path of the command line as the rest of the program wants it.
    func absolute(_ path: String) -> String {
        let places = Places(home: Directories(environment: environment).home, directory: directory)
        return PictureSource(path).path(in: places) ?? path
    }

    /// The bytes of a file of the command line; `-` is standard input.
    func read(_ path: String) throws(UsageError) -> Data {
        do {
            return try InputFile.read(path == "-" ? nil : absolute(path))
        } catch {
            throw UsageError("\(path == "-" ? "Standard input" : path) cannot be read: \(error).")
        }
    }
}
