/// The check of a create's body: the client runs it before sending, the server before accepting.
///
/// A null counts as absent, and so does an empty string in an optional field. Fields that a mode lacks are
/// ignored. Lengths are counted in Unicode scalars; no page says in what.
package enum RequestRules {
    /// Everything that is wrong, at most once a field, in the order of the mode's own table; the service reports
    /// the first.
    package static func problems(in body: JSONValue, mode: Mode, limits: Limits = .current) -> [FieldProblem] {
        guard let object = body.objectValue else { return [FieldProblem("body", Message.bodyNoObject)] }
        return checks(of: mode).flatMap { $0(Fields(object: object, mode: mode, limits: limits)) }
    }

    typealias Check = @Sendable (Fields) -> [FieldProblem]

    /// A body with what it is measured against.
    struct Fields {
        let object: JSONObject
        let mode: Mode
        let limits: Limits

        /// The value of a field that was filled in.
        subscript(name: String) -> JSONValue? {
            guard let value = object[name], !value.isNull, value != .string("") else { return nil }
            return value
        }
    }

    /// The checks in the order of the fields on the mode's page.
    private static func checks(of mode: Mode) -> [Check] {
        switch mode {
        case .textToVideo:
            [
                model, prompt, negativePrompt, resolution, aspectRatio, duration, framesPerSecond, guidance,
                enhancePrompt, generateAudio, audioPrompt, callback, seed,
            ]
        case .imageToVideo:
            [
                model, image, prompt, negativePrompt, resolution, duration, framesPerSecond, guidance,
                enhancePrompt, generateAudio, audioPrompt, callback, seed, moderation,
            ]
        case .elementsToVideo:
            [
                ReferenceRules.check, prompt, duration, resolution, aspectRatio, negativePrompt, framesPerSecond, seed,
                generateAudio, audioPrompt, callback,
            ]
        }
    }

    /// Whether a URL has the one shape that the service takes: http or https, and a host.
    package static func isWebURL(_ text: String) -> Bool {
        for scheme in ["http://", "https://"] where text.lowercased().hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            let hasBadScalar = text.unicodeScalars.contains { $0.value <= 0x20 || $0.value == 0x7F }
            return !hasBadScalar && rest.first.map { !"/?#:@".contains($0) } ?? false
        }
        return false
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
