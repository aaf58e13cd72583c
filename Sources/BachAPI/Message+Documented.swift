extension Message {
    /// Every text that a page prints for a failure, in the order of the pages' tables.
    package static let documented: [DocumentedMessage] = generalTexts + multiImageTexts + batchTexts + endpointTexts

    /// `general-information`, General Parameters.
    private static let generalTexts: [DocumentedMessage] =
        [
            general(modelRequired),
            general(promptRequired),
            general(durationBetween(1, 5), .saidInMarch2026),
            general(
                "Duration must be 6 seconds.",
                .replaced(by: durationFixed, because: "the endpoint's own page has a longer text")
            ),
        ]
        + [
            resolution, aspectRatio, seed, promptLength, negativePromptLength, audioPromptLength, callbackLength,
            taskIDRequired, imageURLInvalid,
        ].map { general($0) }

    /// `general-information`, Multi-Image-to-Video Parameters: said by the older shape, most of them by elements to
    /// video too.
    private static let multiImageTexts: [DocumentedMessage] = [
        imageURLRequired, imageURLEmpty, nameRequired, tooManyReferences, referenceNull("{n}"),
        referenceURLEmpty("{n}"), picturesEmpty("{n}"), tooManyPictures("{n}"), pictureNoString("{n}", "{m}"),
        pictureEmpty("{n}", "{m}"), elementType("{n}"), subjectNameRequired, subjectNameLength,
        subjectDescriptionLength, subjectType,
    ].map { general($0) }

    /// `general-information`, Batch Upload Parameters.
    private static let batchTexts: [DocumentedMessage] = [
        uploadImagesEmpty, uploadTypeEmpty, uploadTypeUnknown, tooManyUploads("{n}"), uploadOfFile("{n}"),
        imageDataEmpty("{n}"), imageURLWithoutExtension("{n}"), imageURLFormat("{n}", "{ext}"),
        base64Size("{n}", megabytes: "{size}"), base64FormatUnknown("{n}"), base64Format("{n}", "{format}"),
        uploadFilesEmpty, fileSize("{n}", "{filename}", megabytes: "{size}"), imageNamesCount,
        fileNoImage("{n}", "{filename}"), fileExtension("{n}", "{filename}", "{ext}"),
        fileWithoutExtension("{n}", "{filename}"),
    ].map { general($0) }

    /// The tables Error Examples of the endpoint pages, and where the general page's table of codes differs from them.
    private static let endpointTexts: [DocumentedMessage] = [
        DocumentedMessage(provideAPrompt, .textToVideo),
        DocumentedMessage(durationFixed, .textToVideo, .invalidParameter, .saidInMarch2026),
        DocumentedMessage(APICode.insufficientCredits.meaning, .textToVideo, .insufficientCredits),
        DocumentedMessage(
            provideAPrompt,
            .imageToVideo,
            .invalidParameter,
            .needless(because: "the same page calls the prompt optional")
        ),
        DocumentedMessage(durationBetween(1, 5), .imageToVideo, .invalidParameter, .saidInMarch2026),
        DocumentedMessage(APICode.insufficientCredits.meaning, .imageToVideo, .insufficientCredits),
        DocumentedMessage(
            "Insufficient credits",
            .generalInformation,
            .insufficientCredits,
            .replaced(
                by: APICode.insufficientCredits.meaning,
                because: "two endpoint pages print this text for the same code"
            )
        ),
    ]

    private static func general(_ template: String, _ fate: DocumentedMessage.Fate = .said) -> DocumentedMessage {
        DocumentedMessage(template, .generalInformation, .invalidParameter, fate)
    }
}
