package import BachAPI
import PlainText

/// What `bach-local` was asked to do, by its arguments and its environment.
package struct ServerOptions: Equatable, Sendable {
    package enum Order: Equatable, Sendable {
        case serve(ServerOptions)
        case help
        case version
    }

    package var host = "127.0.0.1"
    /// 0 takes a free one.
    package var port = 0
    package var accessKey = ""
    package var secretKey = Secret("")
    /// Nil for a fresh temporary one.
    package var data: String?
    package var limits = Limits.current
    /// The code of every success; nil for the one that each page documents.
    package var successCode: Int?
    package var speed = 1.0
    /// Seconds; nil to go on for ever.
    package var idleExit: Double?
    /// The file with the words that end with 1001.
    package var sensitive: String?
    /// The file with the durations and resolutions that the account may ask for.
    package var plan: String?
    /// How many creates the credit package holds; nil without end.
    package var credits: Int?
    /// Requests a minute; nil without end.
    package var rateLimit: Int?
    package var renderer: String?
    package var faults: [Fault] = []

    package init() {}

    /// Reads arguments without the program's name.
    ///
    /// - Throws: ``OptionProblem`` with a sentence.
    package static func parse(
        _ arguments: [String],
        environment: [String: String]
    ) throws(OptionProblem) -> Order {
        var options = ServerOptions()
        options.accessKey = environment["BACH_ACCESS_KEY"] ?? ""
        options.secretKey = Secret(environment["BACH_SECRET_KEY"] ?? "")
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--help" || argument == "-h" { return .help }
            if argument == "--version" { return .version }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let name = parts.first, let option = table[name] else {
                throw OptionProblem("'\(argument)' is no option of bach-local; bach-local --help lists them")
            }
            // An empty one is a variable that was never set: as --data it would be the root of the machine.
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty else {
                throw OptionProblem("\(name) needs a value; bach-local --help says which")
            }
            try option.apply(value, &options)
        }
        guard !options.accessKey.isEmpty, !options.secretKey.exposed.isEmpty else {
            throw OptionProblem(
                "keys are missing: give --access-key and --secret-key, or set BACH_ACCESS_KEY and BACH_SECRET_KEY"
            )
        }
        return .serve(options)
    }

    /// Whether only this machine can reach the host.
    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

extension ServerOptions {
    /// One option: what its value is called, what it does, and how it is taken.
    struct Option: Sendable {
        var name: String
        var value: String
        var explanation: String
        var apply: @Sendable (_ value: String, _ options: inout ServerOptions) throws(OptionProblem) -> Void
    }

    private static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    static let all = [
        Option(name: "--host", value: "ADDRESS", explanation: "address to listen on (127.0.0.1)") { $1.host = $0 },
        Option(name: "--port", value: "N", explanation: "port to listen on; 0 takes a free one (0)") {
            value,
            options throws(OptionProblem) in
            guard let port = Int(value), (0...65_535).contains(port) else {
                throw OptionProblem("--port '\(value)' is no port: give a number from 0 to 65535")
            }
            options.port = port
        },
        Option(
            name: "--access-key",
            value: "KEY",
            explanation: "access key; or BACH_ACCESS_KEY, which ps does not show"
        ) {
            $1.accessKey = $0
        },
        Option(
            name: "--secret-key",
            value: "KEY",
            explanation: "secret key; or BACH_SECRET_KEY, which ps does not show"
        ) {
            $1.secretKey = Secret($0)
        },
        Option(name: "--data", value: "DIR", explanation: "folder of tasks, videos and pictures (a temporary one)") {
            $1.data = $0
        },
        Option(name: "--limits", value: "NAME", explanation: "current, or march2026 with its durations (current)") {
            value,
            options throws(OptionProblem) in
            guard let limits = Limits.named(value) else {
                throw OptionProblem("--limits '\(value)' is not known; there are current and march2026")
            }
            options.limits = limits
        },
        Option(name: "--success-code", value: "CODE", explanation: "0 or 200 in every success; doc: as each page (doc)")
        {
            value,
            options throws(OptionProblem) in
            guard let code = ["doc": nil, "0": 0, "200": 200][value] as Int?? else {
                throw OptionProblem("--success-code '\(value)' is not known; there are doc, 0 and 200")
            }
            options.successCode = code
        },
        Option(name: "--speed", value: "X", explanation: "divides the 2 s pending and 8 s processing (1)") {
            value,
            options throws(OptionProblem) in
            guard let speed = Double(value), speed > 0, speed <= 1_000_000 else {
                throw OptionProblem("--speed '\(value)' is no number above 0")
            }
            options.speed = speed
        },
        Option(name: "--idle-exit", value: "SECONDS", explanation: "end after so long without request and open task") {
            value,
            options throws(OptionProblem) in
            guard let seconds = Double(value), seconds > 0, seconds < 1e9 else {
                throw OptionProblem("--idle-exit '\(value)' is no number of seconds above 0")
            }
            options.idleExit = seconds
        },
        Option(name: "--sensitive", value: "FILE", explanation: "words that end with 1001, one a line, # for comments")
        {
            $1.sensitive = $0
        },
        Option(
            name: "--plan",
            value: "FILE",
            explanation: #"{"durations": [1, 2], "resolutions": ["720p"]}: all else is 1300 or 1301"#
        ) {
            $1.plan = $0
        },
        Option(name: "--credits", value: "N", explanation: "creates until 1302; what is left is kept in --data") {
            value,
            options throws(OptionProblem) in
            guard let credits = Int(value), credits >= 0 else {
                throw OptionProblem("--credits '\(value)' is no number of creates: give 0 or more")
            }
            options.credits = credits
        },
        Option(name: "--rate-limit", value: "N/min", explanation: "requests in any minute until 1800") {
            value,
            options throws(OptionProblem) in
            let number = value.hasSuffix("/min") ? String(value.dropLast(4)) : value
            guard let limit = Int(number), (1...1_000_000).contains(limit) else {
                throw OptionProblem("--rate-limit '\(value)' is no number a minute: give one such as 60/min")
            }
            options.rateLimit = limit
        },
        Option(name: "--renderer", value: "PATH", explanation: "a program that makes the videos, see below") {
            $1.renderer = $0
        },
        Option(
            name: "--fault",
            value: "FAULT",
            explanation: "what goes wrong on purpose, see below; repeatable"
        ) {
            value,
            options throws(OptionProblem) in
            options.faults.append(try Fault(value))
        },
    ]

    /// The text of `--help`.
    package static var help: String {
        let options = all.map { Self.row("\($0.name) \($0.value)", $0.explanation, width: 23) }
        let faults = Fault.Name.allCases.map { Self.row($0.rawValue, $0.explanation, width: 15) }
        return """
            bach-local: the Bach video API on your own machine, with placeholder videos

            usage: bach-local [options]

            \((options + [row("--help, --version", "this text, the version", width: 23)]).joined(separator: "\n"))

            Codes are Bach's, also below. multi-image2video answers with Kling's instead:
            \(klingCodes)

            When it is ready it prints one line on stdout:
            listening on http://HOST:PORT/api/vdr
            The log goes to stderr. TERM and INT end it; unfinished tasks begin again at the
            next start.

            A fault is NAME[@KIND][:COUNT|:PROBABILITY]. It hits creates, polls and the
            video, as far as it concerns them, or with @KIND only create, poll or video;
            without a number every one of them, with a COUNT such as :2 the first ones, with
            a PROBABILITY such as :0.2 some.
            \(faults.joined(separator: "\n"))

            A renderer reads the request as one JSON object on stdin (the API's fields, and
            mode, width, height, fps, pictures), writes an MP4 to the path in its one
            argument, and may print lines "progress N".

            """
    }

    private static var klingCodes: String {
        [APICode.sensitiveContent, .durationNotInPlan, .resolutionNotInPlan, .insufficientCredits, .rateLimited]
            .map { "\($0.said(in: .kling).code) for \($0.code)" }
            .joined(separator: ", ")
    }

    private static func row(_ name: String, _ text: String, width: Int) -> String {
        let indent = String(repeating: " ", count: width + 2)
        return "  " + name + String(repeating: " ", count: max(1, width - name.count))
            + PlainText.wrapped(text, to: 78 - width).joined(separator: "\n" + indent)
    }
}
