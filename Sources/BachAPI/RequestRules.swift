/// The check of a create's body: the client runs it before sending, the server before accepting.
///
/// Fields that a family's table lacks are ignored.
package enum RequestRules {
    /// Everything that is wrong, at most once a field, in the order of the family's own table; the service reports
    /// the first.
    package static func problems(in body: JSONValue, family: Family, limits: Limits = .current) -> [FieldProblem] {
        guard let object = body.objectValue else { return [FieldProblem("body", Message.bodyNoObject)] }
        let fields = Fields(object: object, family: family, limits: limits)
        return FieldTable.rules(of: family).flatMap { $0.problems(in: fields) }
    }

    package static func problems(in body: JSONValue, mode: Mode, limits: Limits = .current) -> [FieldProblem] {
        problems(in: body, family: mode.family, limits: limits)
    }

    /// A body with what it is measured against.
    package struct Fields: Sendable {
        let object: JSONObject
        let family: Family
        let limits: Limits

        /// The value of a field that was filled in.
        subscript(name: String) -> JSONValue? {
            guard let value = object[name], !value.isNull, value != .string("") else { return nil }
            return value
        }
    }

    /// Whether a URL has the one shape that the service takes: http or https, and a host.
    package static func isWebURL(_ text: String) -> Bool {
        for scheme in ["http://", "https://"] where text.lowercased().hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            let hasBadScalar = text.unicodeScalars.contains { $0.value <= 0x20 || $0.value == 0x7F }
            return !hasBadScalar && namesHost(rest.prefix { !"/?#".contains($0) })
        }
        return false
    }

    /// Whether it is a host with or without a user before it and a port behind it; of brackets, that they hold what
    /// can be an IPv6 address (RFC 3986, 3.2).
    private static func namesHost(_ authority: Substring) -> Bool {
        let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let end = place.first == "[" ? place.firstIndex(of: "]").map(place.index(after:)) : place.firstIndex(of: ":")
        let host = place[..<(end ?? place.endIndex)]
        let port = place[host.endIndex...]
        let digits = port.dropFirst()
        guard port.isEmpty || digits.allSatisfy({ $0.isASCII && $0.isNumber }) && (Int(digits) ?? 0) <= 65_535 else {
            return false
        }
        guard host.first == "[" else { return !host.isEmpty && !host.contains { "[]".contains($0) } }
        let address = host.dropFirst().dropLast()
        return host.last == "]" && address.contains(":") && address.allSatisfy { $0.isHexDigit || ":.".contains($0) }
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }

    /// Whether it can be one segment of a path.
    var fitsInPath: Bool {
        let isPlain = unicodeScalars.allSatisfy { $0 != "/" && $0.properties.generalCategory != .control }
        return isPlain && self != "." && self != ".."
    }
}
