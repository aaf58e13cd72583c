extension FieldRule {
    /// What is wrong with the field in a body; nothing for a part, which its parent checks.
    func problems(in fields: RequestRules.Fields) -> [FieldProblem] {
        if let counts, !counts(fields) { return [] }
        switch shape {
        case .part: return []
        case .list(_, let check), .object(let check): return check(fields)
        default: break
        }
        let said = fields[name].map { message(for: $0, fields) } ?? missing.map { text($0, fields) }
        return said.map { [FieldProblem(name, $0)] } ?? []
    }

    /// The texts of a duration change with its figures.
    private func text(_ text: String, _ fields: RequestRules.Fields) -> String {
        guard case .duration = shape else { return text }
        return fields.limits.durationMessage(fields.family)
    }

    /// What is wrong with a value that was filled in.
    private func message(for value: JSONValue, _ fields: RequestRules.Fields) -> String? {
        let limits = fields.limits
        switch shape {
        case .text(let limit): return message(forText: value, limit: limits[keyPath: limit])
        case .name(let limit): return message(forName: value, limit: limits[keyPath: limit])
        case .link: return message(forLink: value, limit: .max)
        case .shortLink(let limit): return message(forLink: value, limit: limits[keyPath: limit])
        case .word(let words): return fits(value.stringValue.map(limits[keyPath: words].contains))
        case .integer(let range): return fits(value.integerValue.map(limits[keyPath: range].contains))
        case .integerOf(let numbers): return fits(value.integerValue.map(limits[keyPath: numbers].contains))
        case .number(let range): return fits(value.doubleValue.map(limits[keyPath: range].contains))
        case .durationText(let numbers): return fits(value.integerOrDigits.map(limits[keyPath: numbers].contains))
        case .boolean: return fits(value.boolValue.map { _ in true })
        case .duration:
            let isInRange = value.integerValue.map(limits.duration(fields.family).contains)
            return fits(isInRange).map { text($0, fields) }
        case .list, .object, .part, .picture: return nil
        }
    }

    private func fits(_ isGood: Bool?) -> String? { isGood == true ? nil : refused }

    private func message(forText value: JSONValue, limit: Int) -> String? {
        guard let text = value.stringValue else { return missing ?? refused }
        if let missing, text.isBlank { return missing }
        return text.unicodeScalars.count > limit ? tooLong : nil
    }

    private func message(forName value: JSONValue, limit: Int) -> String? {
        guard let text = value.stringValue, text.fitsInPath else { return refused }
        return text.unicodeScalars.count > limit ? tooLong : nil
    }

    private func message(forLink value: JSONValue, limit: Int) -> String? {
        guard let text = value.stringValue else { return refused }
        if text.unicodeScalars.count > limit { return tooLong }
        return RequestRules.isWebURL(text) ? nil : refused
    }
}
