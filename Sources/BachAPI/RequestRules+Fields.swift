extension RequestRules {
    static let model: Check = { fields in
        guard let value = fields["model_name"] else { return [FieldProblem("model_name", Message.modelRequired)] }
        let isKnown = value.stringValue.map(fields.limits.models.contains) ?? false
        return isKnown ? [] : [FieldProblem("model_name", Message.modelUnknown)]
    }

    static let prompt: Check = { fields in
        guard let text = fields["prompt"]?.stringValue, !text.isBlank else { return missingPrompt(fields) }
        let isTooLong = text.unicodeScalars.count > fields.limits.promptLength
        return isTooLong ? [FieldProblem("prompt", Message.promptLength)] : []
    }

    /// Image to video takes no prompt too; the other pages word its absence each in their own way.
    private static func missingPrompt(_ fields: Fields) -> [FieldProblem] {
        switch fields.mode {
        case .textToVideo: [FieldProblem("prompt", Message.provideAPrompt)]
        case .elementsToVideo: [FieldProblem("prompt", Message.promptRequired)]
        case .imageToVideo:
            fields["prompt"].map { $0.stringValue == nil } == true
                ? [FieldProblem("prompt", Message.noText("Prompt"))] : []
        }
    }

    static let image: Check = { fields in
        guard let value = fields.object["image_url"], !value.isNull else {
            return [FieldProblem("image_url", Message.imageURLRequired)]
        }
        if value == .string("") { return [FieldProblem("image_url", Message.imageURLRequired)] }
        let isValid = value.stringValue.map(isWebURL) ?? false
        return isValid ? [] : [FieldProblem("image_url", Message.imageURLInvalid)]
    }

    static let negativePrompt = text("negative_prompt", "Negative prompt", Message.negativePromptLength, \.promptLength)
    static let audioPrompt = text("audio_prompt", "Audio prompt", Message.audioPromptLength, \.audioPromptLength)

    static let resolution: Check = { fields in
        let isKnown = fields["resolution"]?.stringValue.map(fields.limits.resolutions.contains) ?? false
        return isKnown ? [] : [FieldProblem("resolution", Message.resolution)]
    }

    static let aspectRatio: Check = { fields in
        guard let value = fields["aspect_ratio"] else { return [] }
        let isKnown = value.stringValue.map(fields.limits.aspectRatios.contains) ?? false
        return isKnown ? [] : [FieldProblem("aspect_ratio", Message.aspectRatio)]
    }

    static let duration: Check = { fields in
        let isInRange = fields["duration"]?.integerValue.map(fields.limits.duration(fields.mode).contains) ?? false
        return isInRange ? [] : [FieldProblem("duration", fields.limits.durationMessage(fields.mode))]
    }

    static let framesPerSecond: Check = { fields in
        guard let value = fields["fps"] else { return [] }
        let isKnown = value.integerValue.map(fields.limits.framesPerSecond.contains) ?? false
        return isKnown ? [] : [FieldProblem("fps", Message.framesPerSecond)]
    }

    static let guidance: Check = { fields in
        guard let value = fields["cfg_scale"] else { return [] }
        let isInRange = value.doubleValue.map(fields.limits.guidance.contains) ?? false
        return isInRange ? [] : [FieldProblem("cfg_scale", Message.guidance)]
    }

    static let seed: Check = { fields in
        guard let value = fields["seed"] else { return [] }
        let isInRange = value.integerValue.map(fields.limits.seeds.contains) ?? false
        return isInRange ? [] : [FieldProblem("seed", Message.seed)]
    }

    static let enhancePrompt = boolean("enhance_prompt", "Enhance prompt")
    static let generateAudio = boolean("generate_audio", "Generate audio")
    static let moderation = boolean("enable_moderation", "Enable moderation")

    static let callback: Check = { fields in
        guard let value = fields["callback_url"] else { return [] }
        guard let text = value.stringValue else { return [FieldProblem("callback_url", Message.callbackInvalid)] }
        if text.unicodeScalars.count > fields.limits.callbackLength {
            return [FieldProblem("callback_url", Message.callbackLength)]
        }
        return isWebURL(text) ? [] : [FieldProblem("callback_url", Message.callbackInvalid)]
    }

    private static func text(
        _ name: String,
        _ title: String,
        _ tooLong: String,
        _ limit: any KeyPath<Limits, Int> & Sendable
    ) -> Check {
        { fields in
            guard let value = fields[name] else { return [] }
            guard let text = value.stringValue else { return [FieldProblem(name, Message.noText(title))] }
            let isTooLong = text.unicodeScalars.count > fields.limits[keyPath: limit]
            return isTooLong ? [FieldProblem(name, tooLong)] : []
        }
    }

    private static func boolean(_ name: String, _ title: String) -> Check {
        { fields in
            guard let value = fields[name], value.boolValue == nil else { return [] }
            return [FieldProblem(name, Message.noBoolean(title))]
        }
    }
}
