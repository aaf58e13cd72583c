/// The fields of every family, in the order of its page: what a request may hold, and what is said otherwise.
///
/// One table for both programs: the client checks a draft with it, the local server a create, and the reference and
/// the OpenAPI document are made from it. The first rule that a body breaks is the one that the server reports.
package enum FieldTable {
    package static func rules(of family: Family) -> [FieldRule] {
        switch family {
        case .textToVideo: textToVideo
        case .imageToVideo: imageToVideo
        case .elementsToVideo: elementsToVideo
        case .multiImageToVideo: multiImageToVideo
        case .multiToVideo: multiToVideo
        case .textToSubject: textToSubject
        }
    }

    /// `text-to-video`, Request Body.
    private static let textToVideo = [
        model, required(Message.provideAPrompt), negativePrompt, resolution, aspectRatio, duration, framesPerSecond,
        guidance, enhancePrompt, generateAudio, audioPrompt, callback, seed,
    ]

    /// `image-to-video`, Request Body; its prompt is optional, although an error text speaks of a missing one.
    private static let imageToVideo = [
        model,
        FieldRule("image_url", .link, missing: Message.imageURLRequired, refused: Message.imageURLInvalid),
        FieldRule(
            "prompt",
            .text(\.promptLength),
            refused: Message.noText("Prompt"),
            tooLong: Message.promptLength
        ),
        negativePrompt, resolution, duration, framesPerSecond, guidance, enhancePrompt, generateAudio, audioPrompt,
        callback, seed,
        FieldRule("enable_moderation", .boolean, refused: Message.noBoolean("Enable moderation"), fallback: true),
    ]

    /// `elements-to-video`, Request Body.
    private static let elementsToVideo =
        references + [
            required(Message.promptRequired), duration, resolution, aspectRatio, negativePrompt, framesPerSecond, seed,
            generateAudio, audioPrompt, callback,
        ]

    /// The general page's table of messages, from which this older shape is inferred; what it does not name is as in
    /// elements to video.
    private static let multiToVideo =
        [
            FieldRule("model_name", .word(\.models), refused: Message.modelUnknown),
            NestedURLRules.list,
            required(Message.nameRequired),
        ] + NestedURLRules.subject + [
            duration, resolution, aspectRatio, negativePrompt, framesPerSecond, seed, generateAudio, audioPrompt,
            callback,
        ]

    /// `custom-subject`, Request Body; the texts of missing and long descriptions are ours.
    private static let textToSubject = [
        FieldRule(
            "name",
            .text(\.subjectNameLength),
            missing: Message.subjectNameRequired,
            refused: Message.subjectNameRequired,
            tooLong: Message.subjectNameLength
        ),
        FieldRule(
            "description",
            .text(\.subjectWordsLength),
            missing: Message.descriptionRequired,
            refused: Message.descriptionRequired,
            tooLong: Message.descriptionLength
        ),
        FieldRule(
            "style",
            .word(\.subjectStyles),
            refused: Message.subjectStyle,
            fallback: .string(Default.subjectStyle)
        ),
        FieldRule(
            "subject_type",
            .word(\.subjectTypes),
            refused: Message.subjectType,
            fallback: .string(Default.subjectType)
        ),
    ]
}
