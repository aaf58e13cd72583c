import BachAPI
import ToccataApp
import ToccataConfig

/// `toccata keys`: what each key of the console does, with the changes of the configuration.
enum KeysCommand {
    static func run(_ context: CommandContext) throws -> Report {
        let configuration = try context.configuration()
        let (keymap, problems) = Keymap.changed(by: configuration.keys, filters: configuration.filters)
        for problem in problems { context.output.error("toccata: \(problem)") }
        return Report(
            problems.isEmpty ? .done : .usage,
            data: .array(Context.allCases.flatMap { place in keymap[place].map { row($0, place) } }),
            lines: lines(of: keymap),
            failure: problems.isEmpty ? nil : .init("Not every key of the configuration can be used.")
        )
    }

    private static func row(_ binding: Binding, _ place: Context) -> JSONValue {
        [
            "place": .string(place.rawValue),
            "action": .string(binding.id),
            "keys": .array(binding.keyNames.map(JSONValue.string)),
            "help": .string(binding.help),
        ]
    }

    private static func lines(of keymap: Keymap) -> [String] {
        let rows = Context.allCases.flatMap { place in keymap[place].map { ("\(place.rawValue).\($0.id)", $0) } }
        let names = rows.map { $0.0.count }.max() ?? 0
        let keys = rows.map { $0.1.names.count }.max() ?? 0
        return rows.map { name, binding in
            [padded(name, names), padded(binding.names, keys), binding.help].joined(separator: "  ")
        }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
