import BachAPI
import PlainText
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// `toccata subject`: the subjects of the library.
enum SubjectCommands {
    static func run(_ command: Command.SubjectCommand, _ context: CommandContext) async throws -> Report {
        switch command {
        case .make(let order): return try await SubjectMaking.run(order, context)
        case .create(let name, let description, let style, let type, let pictures, _):
            let subject = Subject(
                name: name,
                description: description,
                style: style ?? Default.subjectStyle,
                type: type ?? Default.subjectType,
                pictures: pictures.map { PictureSource(PictureSource($0).isFile ? context.absolute($0) : $0) }
            )
            return try await create(subject, context.ledger(), context)
        case .list:
            let subjects = try await context.ledger().subjects()
            let uses = try await context.ledger().subjectUses()
            let lines = subjects.map { subject in
                let facts = "\(subject.name)  \(subject.type)  \(subject.pictures.count) pictures"
                return PlainText.line("\(facts)  \(words(uses[subject.name], context))")
            }
            return Report(data: .array(subjects.map { json($0, uses[$0.name]) }), lines: lines)
        case .show(let name, _):
            let subject = try await find(name, context.ledger())
            let use = try await context.ledger().subjectUses()[name]
            let line = "Used        \(words(use, context))"
            return Report(data: json(subject, use), lines: lines(subject) + [line])
        case .delete(let name, _):
            let ledger = try await context.ledger()
            let subject = try await find(name, ledger)
            _ = try await ledger.deleteSubject(named: name)
            return Report(data: subject.json, lines: [PlainText.line("Deleted \(name).")])
        }
    }

    private static func words(_ use: SubjectUses.Use?, _ context: CommandContext) -> String {
        use?.words(at: context.dependencies.now()) ?? "not used yet"
    }

    /// A subject as `--json` shows it where its uses are counted.
    private static func json(_ subject: Subject, _ use: SubjectUses.Use?) -> JSONValue {
        guard case .object(var object) = subject.json else { return subject.json }
        object["uses"] = .integer(Int64(use?.count ?? 0))
        object["last_used_at"] = use.map { .string(TaskReport.time($0.lastAt)) } ?? .null
        return .object(object)
    }

    /// Checked as part of a request would be, so that a subject that is kept can be sent.
    private static func create(
        _ subject: Subject,
        _ ledger: Ledger,
        _ context: CommandContext
    ) async throws -> Report {
        if let problem = problem(subject) { throw problem }
        guard try await ledger.subject(named: subject.name) == nil else {
            throw UsageError("There is a subject '\(subject.name)' already; delete it first.")
        }
        for path in subject.pictures.filter(\.isFile).map(\.text) {
            if let problem = PictureInspector.problem(with: path) { throw InvalidRequest(message: problem) }
        }
        try await ledger.recordSubject(subject, at: context.dependencies.now())
        return report(subject)
    }

    private static func problem(_ subject: Subject) -> InvalidRequest? {
        let places = Places(home: "/", directory: "/")
        let body: JSONValue = ["reference_inputs": [subject.element(in: places)]]
        let problems = LocalPictures.problems(in: body, mode: .elementsToVideo)
        guard let problem = problems.first(where: { $0.element == 0 }) else { return nil }
        let place = "A subject has a name and 2 to 4 pictures (--image), or a text to make them from (--from-text). "
        return InvalidRequest(message: problem.message, place: place)
    }

    private static func find(_ name: String, _ ledger: Ledger) async throws -> Subject {
        guard let subject = try await ledger.subject(named: name) else {
            throw UsageError("There is no subject '\(name)'. toccata subject list names those there are.")
        }
        return subject
    }

    private static func report(_ subject: Subject) -> Report { Report(data: subject.json, lines: lines(subject)) }

    static func lines(_ subject: Subject) -> [String] {
        let lines =
            ["Name        \(subject.name)", "Style       \(subject.style)", "Type        \(subject.type)"]
            + (subject.description.isEmpty ? [] : ["Description \(subject.description)"])
            + subject.pictures.map { "Picture     \($0.text)" }
        return lines.map { PlainText.line($0) }
    }
}
