import BachAPI

/// Parses what stands behind `submit`.
enum SubmitParser {
    static func parse(_ arguments: inout Arguments) throws(UsageError) -> Command.Submission {
        guard case .value(let word)? = arguments.next() else {
            throw UsageError(Help.usageLine(of: "submit"))
        }
        var state = State(mode: try CommandParser.mode(word))
        while let word = arguments.next() { try state.take(word, &arguments) }
        return try state.submission()
    }

    private struct State {
        let mode: Mode
        var values = OptionValues()
        var file: String?
        var waits = false
        var waiting = Command.Waiting()
        var folder: String?
        var isDryRun = false
        var json = false

        init(mode: Mode) { self.mode = mode }

        mutating func take(_ word: Arguments.Word, _ arguments: inout Arguments) throws(UsageError) {
            switch word {
            case .option("--json"): json = true
            case .option("--dry-run"): isDryRun = true
            case .option("--wait"): waits = true
            case .option("--timeout"): waiting.timeout = try CommandParser.seconds(&arguments, "--timeout")
            case .option("--poll-interval"):
                waiting.pollInterval = try CommandParser.period(&arguments, "--poll-interval")
            case .option("--download"): folder = try arguments.value(of: "--download")
            case .option("--request"): file = try arguments.value(of: "--request")
            case .option("--image"): try takeImage(try arguments.value(of: "--image"))
            case .option("--subject"): try takeSubject(try arguments.value(of: "--subject"))
            case .option(let flag): try takeField(flag, &arguments)
            case .value(let value): throw UsageError("submit takes no '\(value)'. See toccata submit --help.")
            }
        }

        private mutating func takeImage(_ value: String) throws(UsageError) {
            switch mode {
            case .textToVideo, .textToSubject: throw UsageError("\(mode.rawValue) has no option --image.")
            case .imageToVideo: values.references = [.image(value)]
            case .elementsToVideo, .multiImageToVideo: values.references.append(.image(value))
            }
        }

        private mutating func takeSubject(_ value: String) throws(UsageError) {
            guard mode == .elementsToVideo else { throw UsageError("\(mode.rawValue) has no option --subject.") }
            values.references.append(.subject(value))
        }

        private mutating func takeField(_ flag: String, _ arguments: inout Arguments) throws(UsageError) {
            let isNegated = flag.hasPrefix("--no-")
            let name = String(flag.dropFirst(isNegated ? 5 : 2)).map { $0 == "-" ? "_" : String($0) }.joined()
            guard flag.hasPrefix("--"), let option = SubmitOption.named(name), !isNegated || option.kind == .toggle
            else { throw CommandParser.unknown(flag, "submit") }
            guard option.modes.contains(mode) else { throw UsageError("\(mode.rawValue) has no option \(flag).") }
            if option.kind == .toggle {
                values.switches[name] = !isNegated
            } else {
                values.texts[name] = try Self.checked(try arguments.value(of: flag), option)
            }
        }

        /// A number that is none is a wrong command line; one out of range is the request's affair.
        private static func checked(_ text: String, _ option: SubmitOption) throws(UsageError) -> String {
            guard option.kind == .number else { return text }
            // Swift would read hexadecimal digits, too.
            if Double(text)?.isFinite == true, text.allSatisfy({ "+-.0123456789eE".contains($0) }) { return text }
            throw UsageError("\(option.flag) takes a number, not '\(text)'.")
        }

        func submission() throws(UsageError) -> Command.Submission {
            let hasOptions = values != OptionValues()
            if file != nil, hasOptions {
                throw UsageError("--request gives the whole body; it goes with no option that makes one.")
            }
            return Command.Submission(
                mode: mode,
                content: file.map(Command.Content.file) ?? .options(values),
                waiting: waits ? waiting : nil,
                folder: folder,
                isDryRun: isDryRun,
                json: json
            )
        }
    }
}
