import BachAPI

/// Turns words into a command; total, and without looking at any file.
package enum CommandParser {
    /// - Parameter words: Without the program's name.
    package static func parse(_ words: [String]) throws(UsageError) -> Command {
        var arguments = Arguments(words)
        guard let first = words.first else { return .console(isASCII: false) }
        if words == ["--ascii"] { return .console(isASCII: true) }
        if ["--help", "-h", "help"].contains(first) { return try help(words.dropFirst().first { !$0.hasPrefix("-") }) }
        if ["--version", "version"].contains(first) { return .version }
        _ = arguments.next()
        if first == "serve" { return .serve(arguments.rest()) }
        if words.dropFirst().contains("--help") { return try help(first) }
        return try parse(first, &arguments)
    }

    private static func help(_ topic: String?) throws(UsageError) -> Command {
        if let topic, !Help.isCommand(topic) { throw noCommand(topic) }
        return .help(topic: topic)
    }

    private static func noCommand(_ word: String) -> UsageError {
        UsageError("There is no command '\(word)'. See toccata --help.")
    }

    private static func parse(_ name: String, _ arguments: inout Arguments) throws(UsageError) -> Command {
        switch name {
        case "submit": return .submit(try SubmitParser.parse(&arguments))
        case "tasks": return .tasks(try filter(&arguments))
        case "show": return try show(&arguments)
        case "wait": return try wait(&arguments)
        case "download": return try download(&arguments)
        case "attach": return try attach(&arguments)
        case "list": return .list(try list(&arguments))
        case "upload": return try upload(&arguments)
        case "hold": return .hold(try holding(&arguments, "hold"))
        case "release": return .release(try holding(&arguments, "release"))
        case "tag": return try TagParser.parse(&arguments)
        case "subject": return .subject(try SubjectParser.parse(&arguments))
        case "watch": return .watch(try watch(&arguments))
        case "listen": return .listen(try ListenParser.parse(&arguments))
        case "keys": return .keys(json: try simple(&arguments, "keys", values: 0...0).json)
        case "doctor": return .doctor(json: try simple(&arguments, "doctor", values: 0...0).json)
        case "token":
            _ = try simple(&arguments, "token", values: 0...0, takesJSON: false)
            return .token
        default:
            throw noCommand(name)
        }
    }

    private static func filter(_ arguments: inout Arguments) throws(UsageError) -> Command.TaskFilter {
        var filter = Command.TaskFilter()
        while let word = arguments.next() {
            switch word {
            case .option("--json"): filter.json = true
            case .option("--state"): filter.state = try arguments.value(of: "--state")
            case .option("--mode"): filter.mode = try mode(arguments.value(of: "--mode"), among: Mode.allCases)
            case .option("--limit"): filter.limit = try whole(&arguments, "--limit")
            case .option(let option): throw unknown(option, "tasks")
            case .value(let value): throw UsageError("tasks takes no '\(value)'. See toccata tasks --help.")
            }
        }
        return filter
    }

    private static func show(_ arguments: inout Arguments) throws(UsageError) -> Command {
        let (values, json) = try simple(&arguments, "show", values: 1...1)
        return .show(id: values[0], json: json)
    }

    private static func wait(_ arguments: inout Arguments) throws(UsageError) -> Command {
        var ids: [String] = []
        var waiting = Command.Waiting()
        var json = false
        while let word = arguments.next() {
            switch word {
            case .option("--json"): json = true
            case .option("--timeout"): waiting.timeout = try seconds(&arguments, "--timeout")
            case .option("--poll-interval"): waiting.pollInterval = try period(&arguments, "--poll-interval")
            case .option(let option): throw unknown(option, "wait")
            case .value(let value): ids.append(value)
            }
        }
        if ids.isEmpty { throw UsageError("wait needs the id of a task. toccata tasks lists them.") }
        return .wait(ids: ids, waiting, json: json)
    }

    private static func download(_ arguments: inout Arguments) throws(UsageError) -> Command {
        var ids: [String] = []
        var folder: String?
        var json = false
        while let word = arguments.next() {
            switch word {
            case .option("--json"): json = true
            case .option("--to"): folder = try arguments.value(of: "--to")
            case .option(let option): throw unknown(option, "download")
            case .value(let value): ids.append(value)
            }
        }
        if ids.isEmpty { throw UsageError("download needs the id of a task. toccata tasks lists them.") }
        return .download(ids: ids, folder: folder, json: json)
    }

    private static func attach(_ arguments: inout Arguments) throws(UsageError) -> Command {
        let (values, json) = try simple(&arguments, "attach", values: 2...2)
        if values[1].isEmpty { throw UsageError("The TASK_ID is empty.") }
        return .attach(try mode(values[0]), taskID: values[1], json: json)
    }

    private static func list(_ arguments: inout Arguments) throws(UsageError) -> Command.ListQuery {
        guard case .value(let word)? = arguments.next() else { throw UsageError(Help.usageLine(of: "list")) }
        var query = Command.ListQuery(mode: try mode(word))
        guard query.mode.hasList else { throw UsageError("The service has no list of \(word); multi-image2video has.") }
        let limits = Limits.current.multiImage
        while let word = arguments.next() {
            switch word {
            case .option("--json"): query.json = true
            case .option("--page"): query.page = try whole(&arguments, "--page", in: limits.pageNumbers)
            case .option("--page-size"): query.pageSize = try whole(&arguments, "--page-size", in: limits.pageSizes)
            case .option(let option): throw unknown(option, "list")
            case .value(let value): throw UsageError("list takes no '\(value)'. See toccata list --help.")
            }
        }
        return query
    }

    private static func watch(_ arguments: inout Arguments) throws(UsageError) -> Command.Watching {
        var watching = Command.Watching()
        while let word = arguments.next() {
            switch word {
            case .option("--json"): watching.json = true
            case .option("--plain"): watching.json = false
            case .option("--poll-interval"): watching.pollInterval = try period(&arguments, "--poll-interval")
            case .option(let option): throw unknown(option, "watch")
            case .value(let value): throw UsageError("watch takes no '\(value)'. See toccata watch --help.")
            }
        }
        return watching
    }

    private static func upload(_ arguments: inout Arguments) throws(UsageError) -> Command {
        let (values, json) = try simple(&arguments, "upload", values: 1...Int.max)
        return .upload(files: values, json: json)
    }

    private static func holding(
        _ arguments: inout Arguments,
        _ command: String
    ) throws(UsageError) -> Command.Holding {
        var (ids, json, isSending): ([String], Bool, Bool) = ([], false, false)
        while let word = arguments.next() {
            switch word {
            case .option("--json"): json = true
            case .option("--sending"): isSending = true
            case .option(let option): throw unknown(option, command)
            case .value(let value): ids.append(value)
            }
        }
        guard ids.isEmpty == isSending else { throw UsageError(Help.usageLine(of: command)) }
        return Command.Holding(isSending ? .sending : .tasks(ids), json: json)
    }

    /// A command that takes values and `--json` only.
    static func simple(
        _ arguments: inout Arguments,
        _ command: String,
        values count: ClosedRange<Int>,
        takesJSON: Bool = true
    ) throws(UsageError) -> (values: [String], json: Bool) {
        var values: [String] = []
        var json = false
        while let word = arguments.next() {
            switch word {
            case .option("--json") where takesJSON: json = true
            case .option(let option): throw unknown(option, command)
            case .value(let value): values.append(value)
            }
        }
        guard count.contains(values.count) else { throw UsageError(Help.usageLine(of: command)) }
        return (values, json)
    }

    /// - Parameter known: The modes that fit the place; one that sends a request by its options makes a video.
    static func mode(_ word: String, among known: [Mode] = Mode.videos) throws(UsageError) -> Mode {
        guard let mode = known.first(where: { $0.rawValue == word }) else {
            let modes = known.map(\.rawValue).joined(separator: ", ")
            throw UsageError("There is no mode '\(word)'. The modes are \(modes).")
        }
        return mode
    }

    static func whole(_ arguments: inout Arguments, _ option: String) throws(UsageError) -> Int {
        let text = try arguments.value(of: option)
        guard let number = Int(text), number > 0 else {
            throw UsageError("\(option) takes a whole number above 0, not '\(text)'.")
        }
        return number
    }

    static func whole(
        _ arguments: inout Arguments,
        _ option: String,
        in range: ClosedRange<Int>
    ) throws(UsageError) -> Int {
        let number = try whole(&arguments, option)
        guard range.contains(number) else {
            throw UsageError("\(option) takes a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// Seconds, fractions allowed, at most a year.
    static func seconds(_ arguments: inout Arguments, _ option: String) throws(UsageError) -> Duration {
        let text = try arguments.value(of: option)
        guard let seconds = Double(text), seconds >= 0, seconds <= 31_536_000 else {
            throw UsageError("\(option) takes a number of seconds, not '\(text)'.")
        }
        return .milliseconds(Int64(seconds * 1000))
    }

    /// Seconds between two polls: at least a tenth of one.
    static func period(_ arguments: inout Arguments, _ option: String) throws(UsageError) -> Duration {
        let period = try seconds(&arguments, option)
        guard period >= .milliseconds(100) else { throw UsageError("\(option) takes at least 0.1 seconds.") }
        return period
    }

    static func unknown(_ option: String, _ command: String) -> UsageError {
        UsageError("\(command) has no option \(option). See toccata \(command) --help.")
    }
}
