/// The members of a JSON object, in an order.
///
/// The order is the one in which members were set, so that a request can be shown as its page documents it.
/// Objects that were parsed come in alphabetical order. Two objects are equal whatever their orders.
package struct JSONObject: Sendable {
    private(set) package var names: [String] = []
    private var values: [String: JSONValue] = [:]

    package init() {}

    /// Takes members in the given order; of a repeated name the last value counts.
    package init(_ members: [(String, JSONValue)]) {
        for (name, value) in members { self[name] = value }
    }

    /// The value of a member; setting nil removes it.
    package subscript(name: String) -> JSONValue? {
        get { values[name] }
        set {
            if newValue == nil {
                names.removeAll { $0 == name }
            } else if values[name] == nil {
                names.append(name)
            }
            values[name] = newValue
        }
    }

    package var isEmpty: Bool { names.isEmpty }

    /// Each member, in order.
    package var members: [(name: String, value: JSONValue)] {
        names.compactMap { name in values[name].map { (name, $0) } }
    }
}

extension JSONObject: Equatable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool { left.values == right.values }
}
