/// Parses what stands behind `subject`.
enum SubjectParser {
    static func parse(_ arguments: inout Arguments) throws(UsageError) -> Command.SubjectCommand {
        guard case .value(let verb)? = arguments.next() else { throw incomplete() }
        switch verb {
        case "create": return try create(&arguments)
        case "list": return .list(json: try CommandParser.simple(&arguments, "subject list", values: 0...0).json)
        case "show":
            let (values, json) = try CommandParser.simple(&arguments, "subject show", values: 1...1)
            return .show(name: values[0], json: json)
        case "delete":
            let (values, json) = try CommandParser.simple(&arguments, "subject delete", values: 1...1)
            return .delete(name: values[0], json: json)
        default: throw UsageError("There is no 'subject \(verb)'. See toccata subject --help.")
        }
    }

    private static func create(_ arguments: inout Arguments) throws(UsageError) -> Command.SubjectCommand {
        var state = State()
        while let word = arguments.next() { try state.take(word, &arguments) }
        return try state.command()
    }

    private struct State {
        var name: String?
        var description: String?
        var text: String?
        var style: String?
        var type: String?
        var pictures: [String] = []
        var timeout: Duration?
        var pollInterval: Duration?
        var json = false

        mutating func take(_ word: Arguments.Word, _ arguments: inout Arguments) throws(UsageError) {
            switch word {
            case .option("--json"): json = true
            case .option("--description"): description = try arguments.value(of: "--description")
            case .option("--from-text"): text = try arguments.value(of: "--from-text")
            case .option("--style"): style = try arguments.value(of: "--style")
            case .option("--type"): type = try arguments.value(of: "--type")
            case .option("--image"): pictures.append(try arguments.value(of: "--image"))
            case .option("--timeout"): timeout = try CommandParser.seconds(&arguments, "--timeout")
            case .option("--poll-interval"): pollInterval = try CommandParser.period(&arguments, "--poll-interval")
            case .option(let option): throw CommandParser.unknown(option, "subject")
            case .value(let value) where name == nil: name = value
            case .value(let value): throw UsageError("subject create takes one name; '\(value)' is a second one.")
            }
        }

        func command() throws(UsageError) -> Command.SubjectCommand {
            guard let name else { throw UsageError("subject create needs a name.") }
            if let text { return .make(try order(name, text)) }
            guard timeout == nil, pollInterval == nil else {
                throw UsageError("--timeout and --poll-interval go with --from-text only.")
            }
            return .create(
                name: name,
                description: description ?? "",
                style: style,
                type: type,
                pictures: pictures,
                json: json
            )
        }

        private func order(_ name: String, _ text: String) throws(UsageError) -> Command.SubjectOrder {
            guard pictures.isEmpty, description == nil else {
                throw UsageError(
                    "--from-text has the service make the pictures of its text: it goes without --image and --description."
                )
            }
            var order = Command.SubjectOrder(name: name, text: text, style: style, type: type, json: json)
            order.waiting.timeout = timeout ?? order.waiting.timeout
            order.waiting.pollInterval = pollInterval
            return order
        }
    }

    private static func incomplete() -> UsageError {
        UsageError("subject needs create, list, show or delete. See toccata subject --help.")
    }
}
