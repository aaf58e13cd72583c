package import BachAPI
import FoundationEssentials
import ProcessKit
package import ToccataCore

/// Where tasks are to be made, before the key command has run.
package enum ServicePlan: Equatable, Sendable {
    case embedded
    case remote(baseURL: String, Source)

    package enum Source: Equatable, Sendable {
        case ready(Credentials)
        /// A program, and the access key that its secret belongs to; without one its output is a token.
        case command([String], accessKey: String?)
    }

    package static let usualBaseURL = "https://api-gen-na.bach.art/api/vdr"
    /// Choosing this name means the embedded server, unless there is a profile of that name.
    package static let embeddedName = "local"

    /// Under which name the ledger knows it; nil where only the key command can tell.
    package var identity: ServerIdentity? {
        switch self {
        case .embedded: .local
        case .remote(let baseURL, .ready(let credentials)): .remote(baseURL: baseURL, keyID: credentials.keyID)
        case .remote(let baseURL, .command(_, let accessKey)): accessKey.map { .remote(baseURL: baseURL, keyID: $0) }
        }
    }

    /// Gets the credentials, running the key command if that is where they are.
    ///
    /// The command runs without a shell, with the environment given, for half a minute at most.
    package func service(environment: [String: String]) async throws(ConfigError) -> Service {
        switch self {
        case .embedded:
            return .embedded
        case .remote(let baseURL, .ready(let credentials)):
            return .remote(baseURL: baseURL, credentials)
        case .remote(let baseURL, .command(let words, let accessKey)):
            let secret = try await Self.run(words, environment)
            let profile = Profile(
                accessKey: accessKey,
                secretKey: accessKey == nil ? nil : Secret(secret),
                apiToken: accessKey == nil ? Secret(secret) : nil
            )
            return .remote(baseURL: baseURL, try profile.credentials(in: .keyCommand))
        }
    }

    private static func run(_ words: [String], _ environment: [String: String]) async throws(ConfigError) -> String {
        let name = words.first ?? ""
        let result: ProcessResult
        do {
            let path = try Executable.path(of: name, environment: environment)
            // In the foreground, because a password may be asked for at the terminal.
            let invocation = Invocation(
                path,
                Array(words.dropFirst()),
                environment: environment,
                output: .captured(limit: 65_536),
                errors: .inherited,
                relation: .foreground,
                timeout: .seconds(30)
            )
            result = try await ChildProcess.run(invocation)
        } catch {
            throw .keyCommandFailed(program: name, reason: "it could not be started")
        }
        guard result.isSuccess else { throw .keyCommandFailed(program: name, reason: reason(result)) }
        let secret = result.output.text.trimmed
        guard !secret.isEmpty else { throw .keyCommandFailed(program: name, reason: "it printed nothing") }
        return secret
    }

    private static func reason(_ result: ProcessResult) -> String {
        switch result.end {
        case _ where result.timedOut: "it had not ended after 30 seconds"
        case .exited(let code): "it ended with exit code \(code)"
        case .signalled(let number): "it was ended by signal \(number)"
        }
    }
}
