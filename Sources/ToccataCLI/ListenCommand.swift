import Glibc
import ToccataConductor
import ToccataConfig
import ToccataCore
import ToccataRuntime

/// `toccata listen`: `toccata watch`, told by callbacks when to ask.
enum ListenCommand {
    static func run(_ listening: Command.Listening, _ context: CommandContext) async -> Int32 {
        do {
            let path = Directories(environment: context.environment).listen
            let address = try address(listening, path)
            try address.write(path)
            if listening.printsURL {
                return CommandRunner.end(Report(lines: [address.url]), json: false, context.output)
            }
            return await WatchCommand.run(listening.watching, context, listensAt: address)
        } catch {
            return CommandRunner.end(Report(error), json: false, context.output)
        }
    }

    /// What was said last time, changed by what is said now.
    private static func address(_ listening: Command.Listening, _ path: String) throws(UsageError) -> CallbackAddress {
        let known = CallbackAddress.read(path)
        guard let port = listening.port ?? known?.port else {
            throw UsageError("listen needs --port the first time. See toccata listen --help.")
        }
        var address = known ?? CallbackAddress(port: port)
        address.port = port
        if let host = listening.host { address.host = host }
        if let publicURL = listening.publicURL { address.publicURL = publicURL.isEmpty ? nil : publicURL }
        if listening.hasNewPath { address.word = CallbackAddress.newWord() }
        return address
    }

    /// Opens the door and says where it is, without the word that opens it.
    static func receiver(
        at address: CallbackAddress,
        _ workplace: Workplace,
        for conductor: Conductor,
        say: @escaping @Sendable (String) -> Void
    ) throws -> CallbackReceiver {
        let receiver = try CallbackReceiver(
            at: address,
            for: conductor,
            workplace.dependencies,
            firstCame: { say("listen: the first callback came: the way here works") },
            log: { say("listen: \($0)") }
        )
        var bound = address
        bound.port = receiver.port
        // The port was free to choose: whoever asks for the URL is to get the one that it became.
        if bound != address { try? bound.write(workplace.configuration.directories.listen) }
        for line in words(bound, isServiceLocal: workplace.server.isLocal) { say(line) }
        return receiver
    }

    private static func words(_ address: CallbackAddress, isServiceLocal: Bool) -> [String] {
        var lines = [
            "listen: callbacks come in at \(address.local); toccata listen --print-url prints the callback URL"
        ]
        let isLoopback = address.host == "localhost" || address.host.hasPrefix("127.") || address.host == "::1"
        if !isLoopback {
            lines.append("listen: others may reach \(address.host), and nothing is encrypted: put a proxy in front")
        } else if address.publicURL == nil, !isServiceLocal {
            lines.append(
                "listen: a service elsewhere does not reach \(address.host): --public-url says what it reaches"
            )
        }
        return lines
    }
}
