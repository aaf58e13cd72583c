extension FieldTable {
    static let model = FieldRule(
        "model_name",
        .word(\.models),
        missing: Message.modelRequired,
        refused: Message.modelUnknown
    )

    /// A prompt that must be there; the pages word its absence each in their own way.
    static func required(_ missing: String) -> FieldRule {
        FieldRule("prompt", .text(\.promptLength), missing: missing, refused: missing, tooLong: Message.promptLength)
    }

    static let negativePrompt = FieldRule(
        "negative_prompt",
        .text(\.promptLength),
        refused: Message.noText("Negative prompt"),
        tooLong: Message.negativePromptLength,
        fallback: ""
    )
    static let resolution = FieldRule(
        "resolution",
        .word(\.resolutions),
        missing: Message.resolution,
        refused: Message.resolution
    )
    static let aspectRatio = FieldRule(
        "aspect_ratio",
        .word(\.aspectRatios),
        refused: Message.aspectRatio,
        fallback: .string(Default.aspectRatio)
    )
    /// Its texts come from ``Limits``, for they change with the figures.
    static let duration = FieldRule("duration", .duration, missing: "", refused: "")
    static let framesPerSecond = FieldRule(
        "fps",
        .integerOf(\.framesPerSecond),
        refused: Message.framesPerSecond,
        fallback: .integer(Int64(Default.framesPerSecond))
    )
    static let guidance = FieldRule(
        "cfg_scale",
        .number(\.guidance),
        refused: Message.guidance,
        fallback: .number(Default.guidance)
    )
    static let enhancePrompt = FieldRule(
        "enhance_prompt",
        .boolean,
        refused: Message.noBoolean("Enhance prompt"),
        fallback: true
    )
    static let generateAudio = FieldRule(
        "generate_audio",
        .boolean,
        refused: Message.noBoolean("Generate audio"),
        fallback: false
    )
    /// Without `generate_audio` it is taken and ignored.
    static let audioPrompt = FieldRule(
        "audio_prompt",
        .text(\.audioPromptLength),
        refused: Message.noText("Audio prompt"),
        tooLong: Message.audioPromptLength,
        fallback: ""
    )
    static let callback = FieldRule(
        "callback_url",
        .shortLink(\.callbackLength),
        refused: Message.callbackInvalid,
        tooLong: Message.callbackLength
    )
    /// Left out, the service takes one at random.
    static let seed = FieldRule("seed", .integer(\.seeds), refused: Message.seed)

    /// `reference_inputs` and what its elements are made of, checked together by ``ReferenceRules``.
    static let references =
        [
            FieldRule(
                "reference_inputs",
                .list(\.references, check: ReferenceRules.check),
                missing: Message.imageURLRequired,
                refused: Message.imageURLEmpty,
                tooLong: Message.tooManyReferences
            ).saying(Message.referenceNull("{n}")),
            FieldRule(
                "reference_inputs[].type",
                .part(.word(\.referenceTypes)),
                missing: Message.referenceType("{n}"),
                refused: Message.referenceType("{n}")
            ),
            FieldRule(
                "reference_inputs[].url",
                .part(.link),
                missing: Message.referenceURLEmpty("{n}"),
                refused: Message.imageURLInvalid
            ),
            FieldRule(
                "reference_inputs[].images",
                .part(.list(\.picturesPerSubject) { _ in [] }),
                missing: Message.picturesEmpty("{n}"),
                refused: Message.tooFewPictures("{n}"),
                tooLong: Message.tooManyPictures("{n}")
            ).saying(Message.pictureNoString("{n}", "{m}"), Message.pictureEmpty("{n}", "{m}")),
        ] + subject.map { $0.part(of: "reference_inputs[].subject") }

    /// What is said of a subject beside its pictures.
    static let subject = [subjectName, subjectDescription, subjectStyle, subjectType]

    static let subjectName = FieldRule(
        "subject_name",
        .text(\.subjectNameLength),
        missing: Message.subjectNameRequired,
        refused: Message.subjectNameRequired,
        tooLong: Message.subjectNameLength
    )
    static let subjectDescription = FieldRule(
        "subject_desc",
        .text(\.subjectDescriptionLength),
        refused: Message.noText("Subject desc"),
        tooLong: Message.subjectDescriptionLength
    )
    static let subjectStyle = FieldRule(
        "subject_style",
        .word(\.subjectStyles),
        refused: Message.subjectStyle,
        fallback: .string(Default.subjectStyle)
    )
    static let subjectType = FieldRule(
        "subject_type",
        .word(\.subjectTypes),
        refused: Message.subjectType,
        fallback: .string(Default.subjectType)
    )
}
