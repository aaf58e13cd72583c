import BachAPI
import Dispatch
import FoundationEssentials
import Glibc
import PlainText
import ProcessKit
import Synchronization

/// The program `bach-local`: arguments in, an exit code out.
package enum ServerCommand {
    package static let version = Version.current

    /// Serves until a signal or idleness ends it.
    ///
    /// - Returns: 0; or 2 when the arguments are wrong, 1 when the server cannot start.
    package static func run(_ arguments: [String], environment: [String: String]) async -> Int32 {
        let options: ServerOptions
        do {
            switch try ServerOptions.parse(arguments, environment: environment) {
            case .help: return say(ServerOptions.help)
            case .version: return say("bach-local \(version)\n")
            case .serve(let parsed): options = parsed
            }
        } catch {
            write("bach-local: \(PlainText.logLine("\(error)"))\n", to: STDERR_FILENO)
            return 2
        }
        return await serve(options, environment)
    }

    private static func serve(_ options: ServerOptions, _ environment: [String: String]) async -> Int32 {
        let signals = Signals()
        for warning in warnings(options, environment) { log("warning: \(warning)") }
        let temporary = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let server: LocalServer
        do {
            server = try await LocalServer(
                options,
                .init(environment: environment, temporary: temporary, log: log)
            )
        } catch {
            write("bach-local: \(PlainText.logLine("\(error)"))\n", to: STDERR_FILENO)
            return error is OptionProblem ? 2 : 1
        }
        write("listening on \(server.url)\n", to: STDOUT_FILENO)
        await waitForEnd(server, options, signals)
        await server.stop()
        return 0
    }

    private static func waitForEnd(_ server: LocalServer, _ options: ServerOptions, _ signals: Signals) async {
        await withTaskGroup { group in
            group.addTask {
                for await name in signals.stream {
                    log("\(name): ending")
                    return
                }
            }
            if let seconds = options.idleExit {
                group.addTask {
                    await server.waitForIdleness(.seconds(seconds))
                    if !Task.isCancelled { log("idle for \(seconds) s: ending") }
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// What somebody who starts the server should know.
    static func warnings(_ options: ServerOptions, _ environment: [String: String]) -> [String] {
        var warnings: [String] = []
        if !options.isLoopback {
            warnings.append(
                "listening on \(options.host): whoever can reach this address can use it with the keys, and the "
                    + "videos without"
            )
        }
        guard options.renderer == nil else { return warnings }
        if Executable.find("ffmpeg", environment: environment) == nil {
            warnings.append("\(RenderError.ffmpegMissing); until then every task fails")
        }
        let fonts = FontBook().missingPackages
        if !fonts.isEmpty {
            warnings.append(
                "fonts are missing, so that some characters are drawn as numbers: apt-get install "
                    + fonts.joined(separator: " ")
            )
        }
        return warnings
    }

    private static func say(_ text: String) -> Int32 {
        write(text, to: STDOUT_FILENO)
        return 0
    }

    /// One line on stderr, with the time, and nothing in it that could steer a terminal.
    @Sendable
    private static func log(_ text: String) {
        let time = Date.now.formatted(.iso8601)
        write("\(time) \(PlainText.logLine(text))\n", to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A reader that has gone does not stop the server.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// The signals that end the server, as they come; a hang-up is ignored.
private final class Signals: Sendable {
    let stream: AsyncStream<String>
    private let sources: Mutex<[any DispatchSourceSignal]>

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        self.stream = stream
        signal(SIGHUP, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        sources = Mutex(
            [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")].map { number, name in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { continuation.yield(name) }
                source.activate()
                return source
            }
        )
    }
}
