extension FieldProblem {
    /// What a service's refusal says is wrong with a field of the request; nil where it speaks of none.
    ///
    /// - Parameter kind: What its code means: content, a length and a size of the picture have codes of their own.
    package init?(refusal message: String, kind: APICode.Kind?, mode: Mode) {
        let words = Self.plain(message)
        let pictures =
            mode == .imageToVideo ? "image_url" : mode == .multiImageToVideo ? "image_list" : "reference_inputs"
        if let index = Self.element(in: words) {
            self.init(pictures, element: index, message)
        } else if let named = Self.phrases.first(where: { words.contains(" \($0.phrase) ") }) {
            let isPicture = named.field == "reference_inputs"
            self.init(
                isPicture ? pictures : named.field == "mode" && mode.dialect == .bach ? "model" : named.field,
                message
            )
        } else if let field = Self.field(of: kind) {
            self.init(field, message)
        } else {
            return nil
        }
    }

    /// The longer before what it ends with: an audio prompt is no prompt.
    private static let phrases: [(phrase: String, field: String)] = [
        ("negative prompt", "negative_prompt"), ("audio prompt", "audio_prompt"), ("enhance prompt", "enhance_prompt"),
        ("prompt", "prompt"), ("aspect ratio", "aspect_ratio"), ("resolution", "resolution"), ("duration", "duration"),
        ("seed", "seed"), ("fps", "fps"), ("cfg scale", "cfg_scale"), ("callback url", "callback_url"),
        ("generate audio", "generate_audio"), ("enable moderation", "enable_moderation"),
        ("watermark info", "watermark_info"), ("image", "reference_inputs"), ("image list", "reference_inputs"),
        ("subject", "reference_inputs"), ("url array", "reference_inputs"), ("mode must be std or pro", "mode"),
    ]

    private static func field(of kind: APICode.Kind?) -> String? {
        switch kind {
        case .policy: "prompt"
        case .duration: "duration"
        case .resolution: "resolution"
        default: nil
        }
    }

    /// Words in small letters with a space round each: `aspect_ratio` and `Aspect ratio` are one.
    private static func plain(_ message: String) -> String {
        let letters = message.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " }
        return " " + String(letters).split(separator: " ").joined(separator: " ") + " "
    }

    /// `at index 2`, and Kling's `image_list[2]`.
    private static func element(in words: String) -> Int? {
        for mark in [" at index ", " element at ", " image list "] {
            guard let range = words.firstRange(of: mark) else { continue }
            if let number = Int(words[range.upperBound...].prefix { $0.isNumber }) { return number }
        }
        return nil
    }
}
