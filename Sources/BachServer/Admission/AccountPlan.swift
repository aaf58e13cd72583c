import BachAPI

/// What the account may ask for, as `--plan FILE` says.
struct AccountPlan: Equatable, Sendable {
    /// Seconds; nil for all that the service makes.
    var durations: Set<Int>?
    var resolutions: Set<String>?

    /// Everything that the service makes.
    init() {}

    /// Reads `{"durations": [1, 2, 3], "resolutions": ["720p"]}`; either may be left out.
    ///
    /// - Throws: ``OptionProblem`` with a sentence about what is wrong in the text.
    init(json: String) throws(OptionProblem) {
        guard let object = try? JSONValue(parsing: json).objectValue else {
            throw OptionProblem(#"it is no JSON object such as {"durations": [1, 2, 3], "resolutions": ["720p"]}"#)
        }
        for (name, value) in object.members {
            switch name {
            case "durations": durations = Set(try Self.list(name, value, Self.duration))
            case "resolutions": resolutions = Set(try Self.list(name, value, Self.resolution))
            default: throw OptionProblem("'\(name)' is not known; there are durations and resolutions")
            }
        }
    }

    private static func list<Item>(
        _ name: String,
        _ value: JSONValue,
        _ read: (JSONValue) throws(OptionProblem) -> Item
    ) throws(OptionProblem) -> [Item] {
        guard let elements = value.arrayValue, !elements.isEmpty else {
            throw OptionProblem("\(name) is no list with something in it")
        }
        var items: [Item] = []
        for element in elements { items.append(try read(element)) }
        return items
    }

    private static func duration(_ element: JSONValue) throws(OptionProblem) -> Int {
        guard let seconds = element.integerValue, (1...60).contains(seconds) else {
            throw OptionProblem("\(element.text()) in durations is no whole number of seconds from 1 to 60")
        }
        return seconds
    }

    private static func resolution(_ element: JSONValue) throws(OptionProblem) -> String {
        let known = Limits.current.resolutions
        guard let text = element.stringValue, known.contains(text) else {
            throw OptionProblem(
                "\(element.text()) in resolutions is not known; there are \(known.joined(separator: ", "))"
            )
        }
        return text
    }
}
