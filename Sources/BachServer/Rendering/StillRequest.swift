import BachAPI

/// What the pictures of a subject are drawn from.
struct StillRequest: Equatable, Sendable {
    var name: String
    var description: String
    var style: String
    var type: String

    /// Reads the body of a create whose fields were found right.
    init(_ body: JSONValue) {
        name = body["name"]?.stringValue ?? ""
        description = body["description"]?.stringValue ?? ""
        style = Self.filled(body["style"]) ?? Default.subjectStyle
        type = Self.filled(body["subject_type"]) ?? Default.subjectType
    }

    private static func filled(_ value: JSONValue?) -> String? {
        value?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension SubjectView {
    var title: String { self == .threeQuarter ? "three-quarter" : rawValue }

    /// The name of its file.
    var file: String { "\(rawValue).png" }
}
