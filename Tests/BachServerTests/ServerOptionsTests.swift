import BachAPI
import BachServer
import RawHTTP
import Testing

@Suite("Options of bach-local")
struct ServerOptionsTests {
    private let keys = ["BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]

    @Test("are all read, with = or as the next argument; the last counts, faults add up")
    func all() throws {
        let arguments = [
            "--host", "0.0.0.0", "--port=8080", "--port", "9", "--access-key", "x", "--secret-key=y=z", "--data", "/d",
            "--limits", "march2026", "--speed", "2.5", "--idle-exit", "30", "--renderer", "/r", "--fault", "reset:1",
            "--fault", "slow:2", "--sensitive", "/w", "--plan", "/p", "--credits", "0", "--rate-limit", "60/min",
            "--success-code", "200", "--success-code", "0",
        ]
        var expected = ServerOptions()
        expected.host = "0.0.0.0"
        expected.port = 9
        expected.accessKey = "x"
        expected.secretKey = Secret("y=z")
        expected.data = "/d"
        expected.limits = .march2026
        expected.speed = 2.5
        expected.idleExit = 30
        expected.renderer = "/r"
        expected.sensitive = "/w"
        expected.plan = "/p"
        expected.credits = 0
        expected.successCode = 0
        expected.rateLimit = 60
        expected.faults = [try Fault("reset:1"), try Fault("slow:2")]

        #expect(try ServerOptions.parse(arguments, environment: [:]) == .serve(expected))
        #expect(!expected.isLoopback)
    }

    @Test("take the keys from the environment")
    func environment() throws {
        guard case .serve(let options) = try ServerOptions.parse([], environment: keys) else {
            Issue.record("not served")
            return
        }

        #expect(options.accessKey == "a")
        #expect(options.secretKey == Secret("s"))
        #expect(options.isLoopback)
        #expect(!"\(options)".contains(#""s""#))
    }

    @Test(
        "are refused with a sentence",
        arguments: [
            ["--credits", "x"], ["--credits", "-1"], ["--rate-limit", "0/min"], ["--success-code", "1"],
            ["--rate-limit", "9/hour"],
            ["--port", "x"], ["--port", "70000"], ["--port"], ["--speed", "0"],
            ["--limits", "2025"],
            ["--idle-exit", "-1"], ["--fault", "flood"], ["extra"], ["--access-key", ""],
            ["--data", ""], ["--data=", "/d"], ["--data=", "--port", "5"],
        ]
    )
    func refused(arguments: [String]) {
        #expect(throws: OptionProblem.self) { try ServerOptions.parse(arguments, environment: keys) }
    }

    @Test("help says the codes of an option, and what Kling's dialect says instead")
    func codes() {
        for code in [
            APICode.sensitiveContent, .durationNotInPlan, .resolutionNotInPlan, .insufficientCredits, .rateLimited,
        ] {
            #expect(ServerOptions.help.contains(" \(code.code)"))
            #expect(ServerOptions.help.contains("\(code.said(in: .kling).code) for \(code.code)"))
        }
    }

    @Test("help needs no keys and names every option and fault")
    func help() throws {
        #expect(try ServerOptions.parse(["--help"], environment: [:]) == .help)
        #expect(try ServerOptions.parse(["--version"], environment: [:]) == .version)
        for word in ["--host", "--port", "--limits", "--idle-exit", "--plan", "--credits"]
            + Fault.Name.allCases.map(\.rawValue)
        {
            #expect(ServerOptions.help.contains("  \(word)"))
        }
        #expect(ServerOptions.help.split(separator: "\n").filter { $0.count > 80 } == [])
    }
}
