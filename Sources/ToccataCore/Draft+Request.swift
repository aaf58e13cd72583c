package import BachAPI

extension Draft {
    /// The body of the create, members in the order of the mode's page.
    ///
    /// Numbers that are none stay text, and so meet the service's own message. Pictures of this machine are
    /// `file://` values, see ``LocalPictures``.
    ///
    /// - Parameter seed: Goes out when the seed field is empty, so that it is known afterwards.
    package func body(seed chosen: Int?, in places: Places) -> JSONValue {
        if mode == .multiImageToVideo { return multiImageBody(in: places) }
        var body = JSONObject()
        if mode.hasModelFields { body["model_name"] = .string(Default.model) }
        if mode == .elementsToVideo {
            body["reference_inputs"] = .array(references.map { $0.element(in: places) })
        }
        if mode == .imageToVideo { body["image_url"] = .string(image.requestValue(in: places)) }
        body["prompt"] = prompt.isEmpty && mode == .imageToVideo ? nil : .string(prompt)
        body["negative_prompt"] = filled(negativePrompt)
        body["resolution"] = .string(resolution)
        if mode.hasAspectRatio { body["aspect_ratio"] = filled(aspectRatio) }
        body["duration"] = number(duration) ?? .null
        body["fps"] = number(framesPerSecond)
        if mode.hasModelFields {
            body["cfg_scale"] = number(guidance)
            body["enhance_prompt"] = enhancesPrompt.map(JSONValue.bool)
        }
        body["generate_audio"] = generatesAudio.map(JSONValue.bool)
        body["audio_prompt"] = filled(audioPrompt)
        body["callback_url"] = filled(callbackURL)
        body["seed"] = number(seed) ?? chosen.map { .integer(Int64($0)) }
        if mode == .imageToVideo { body["enable_moderation"] = moderates.map(JSONValue.bool) }
        return .object(body)
    }

    /// The most tasks that one send makes.
    package static let mostVariants = 8

    /// How many tasks a send makes; only modes with a seed have variants.
    package var variantCount: Int {
        mode.hasSeedAndSound ? min(max(1, Int(variants) ?? 1), Self.mostVariants) : 1
    }

    /// The bodies of all variants, as ``body(seed:in:)`` makes each; a seed that was drawn leaves room for the last.
    package func bodies(seed chosen: Int?, in places: Places, limits: Limits = .current) -> [JSONValue] {
        let highest = limits.seeds.upperBound - variantCount + 1
        return body(seed: chosen.map { min($0, highest) }, in: places).variants(variantCount)
    }

    /// The body in Kling's dialect, which has no seed and writes seconds as a string.
    private func multiImageBody(in places: Places) -> JSONValue {
        var body = JSONObject([("model_name", .string(Default.multiImageModel))])
        let pictures = references.flatMap(\.pictures).map { JSONValue.string($0.listedValue(in: places)) }
        body["image_list"] = .array(pictures.map { ["image": $0] })
        body["prompt"] = .string(prompt)
        body["negative_prompt"] = filled(negativePrompt)
        body["mode"] = filled(quality)
        body["duration"] = filled(duration)
        body["aspect_ratio"] = filled(aspectRatio)
        body["watermark_info"] = watermarks.map { ["enabled": .bool($0)] }
        body["callback_url"] = filled(callbackURL)
        body[ExternalID.field] = filled(externalID)
        return .object(body)
    }

    /// Everything that is wrong, the service's own messages first, then what only we know.
    package func problems(in places: Places, limits: Limits = .current) -> [FieldProblem] {
        let problems = LocalPictures.problems(in: body(seed: nil, in: places), mode: mode, limits: limits)
        return problems + lastSeedProblem(limits) + audioProblem
    }

    /// Of several variants the last one's seed must be one, too; a first seed that is none is a problem of its own.
    private func lastSeedProblem(_ limits: Limits) -> [FieldProblem] {
        guard variantCount > 1, let seed = number(seed)?.integerValue, limits.seeds.contains(seed) else { return [] }
        let last = seed + variantCount - 1
        guard last > limits.seeds.upperBound else { return [] }
        let words = "The last of \(variantCount) seeds would be \(last); \(limits.seeds.upperBound) is the highest."
        return [FieldProblem("seed", words)]
    }

    /// The service takes an audio prompt without audio and ignores it; its author meant something else.
    private var audioProblem: [FieldProblem] {
        guard mode != .multiImageToVideo, !audioPrompt.isEmpty, generatesAudio != true else { return [] }
        return [FieldProblem("audio_prompt", "The audio prompt has an effect only with audio on.")]
    }

    private func filled(_ text: String) -> JSONValue? { text.isEmpty ? nil : .string(text) }

    /// A number if it is one; otherwise the text as it stands, for the service's message; nil when empty.
    private func number(_ text: String) -> JSONValue? {
        let digits = text.filter { !$0.isWhitespace }
        if digits.isEmpty { return nil }
        if let whole = Int64(digits) { return .integer(whole) }
        guard let number = Double(digits) else { return .string(text) }
        return Int64(exactly: number).map(JSONValue.integer) ?? .number(number)
    }
}
