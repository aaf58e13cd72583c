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
        var name: String?
        var description = ""
        var style: String?
        var type: String?
        var pictures: [String] = []
        var json = false
        while let word = arguments.next() {
            switch word {
            case .option("--json"): json = true
            case .option("--description"): description = try arguments.value(of: "--description")
            case .option("--style"): style = try arguments.value(of: "--style")
            case .option("--type"): type = try arguments.value(of: "--type")
            case .option("--image"): pictures.append(try arguments.value(of: "--image"))
            case .option(let option): throw CommandParser.unknown(option, "subject")
            case .value(let value) where name == nil: name = value
            case .value(let value): throw UsageError("subject create takes one name; '\(value)' is a second one.")
            }
        }
        guard let name else { throw UsageError("subject create needs a name.") }
        return .create(
            name: name,
            description: description,
            style: style,
            type: type,
            pictures: pictures,
            json: json
        )
    }

    private static func incomplete() -> UsageError {
        UsageError("subject needs create, list, show or delete. See toccata subject --help.")
    }
}
