import BachAPI
import FoundationEssentials
import ToccataCore
import ToccataRuntime

/// `toccata token`: a signed token on standard output.
enum TokenCommand {
    static func run(_ context: CommandContext) async throws -> Report {
        let workplace = try await context.workplace()
        let now = Int(context.dependencies.now().timeIntervalSince1970)
        switch try await workplace.clients.access().credentials {
        case .keys(let accessKey, let secretKey):
            let token = Token.sign(accessKey: accessKey, secretKey: secretKey.exposed, now: now)
            return Report(lines: [token])
        case .token(let token): return Report(lines: [token.exposed])
        }
    }
}
