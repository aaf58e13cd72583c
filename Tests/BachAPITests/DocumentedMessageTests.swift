import BachAPI
import Testing

@Suite("Documented messages")
struct DocumentedMessageTests {
    /// The three tables of `general-information`, as printed.
    static let generalPage = """
        Model name is required.
        Prompt is required.
        Duration must be between 1 and 5 seconds.
        Duration must be 6 seconds.
        Resolution must be 720p or 1080p.
        Aspect ratio must be 16:9, 9:16, or 1:1.
        Seed must be between 0 and 10000000.
        The prompt length must not exceed 10000 characters.
        The negative prompt length must not exceed 10000 characters.
        The audio prompt length must not exceed 200 characters.
        The callback url length must not exceed 500 characters.
        Task Id is required.
        Image URL must be a valid HTTP or HTTPS URL
        Image URL is required.
        Image URL cannot be empty.
        Name is required.
        Image URL list cannot exceed 9 elements.
        Image URL list element at index {n} cannot be null.
        Image URL at index {n} cannot be empty.
        URL array at index {n} cannot be empty.
        URL array at index {n} cannot exceed 4 URLs.
        URL array at index {n} contains non-string element at position {m}.
        URL in array at index {n}, position {m} cannot be empty.
        Image URL list element at index {n} must be either a string URL or a URL array.
        Subject name is required.
        The name length must not exceed 50 characters.
        The desc length must not exceed 500 characters.
        Subject type must be either 'character' or 'object'
        The upload image list cannot be empty.
        The upload type cannot be empty.
        The upload type can only be url or base64.
        Batch upload supports a maximum of {n} images.
        The {n}th image: For file type, please use the submit-with-files interface.
        The {n}th image: imageData cannot be empty.
        The {n}th image URL does not have a valid file extension.
        The {n}th image URL format '{ext}' is not supported.
        The {n}th image (base64) size is approximately {size}MB, exceeds the maximum limit of 10MB.
        The {n}th image (base64): Cannot determine image format.
        The {n}th image (base64) format '{format}' is not supported.
        The upload file list cannot be empty.
        The {n}th image '{filename}' size is {size}MB, exceeds the maximum limit of 10MB.
        The length of imageNames array must match the length of files array.
        The {n}th file '{filename}' is not an image.
        The {n}th file '{filename}' extension '{ext}' is not supported.
        The {n}th file '{filename}' does not have a valid file extension.
        """

    @Test("are the rows of the general page's tables, word for word and in their order")
    func general() {
        let texts = Message.documented.filter { $0.page == .generalInformation && $0.code == .invalidParameter }
        #expect(texts.map(\.template) == Self.generalPage.split(separator: "\n").map(String.init))
    }

    /// The tables Error Examples, as printed, and the code that a page describes in other words.
    static let others: [(Page, [String])] = [
        (
            .textToVideo,
            [
                "Please provide a prompt.",
                "Duration must be 6 seconds. Please refer to the API documentation for details.",
                "Insufficient credit package.",
            ]
        ),
        (
            .imageToVideo,
            [
                "Please provide a prompt.", "Duration must be between 1 and 5 seconds.",
                "Insufficient credit package.",
            ]
        ),
        (.elementsToVideo, []),
    ]

    @Test("are the rows of the endpoint pages' tables", arguments: others)
    func endpoints(page: Page, texts: [String]) {
        #expect(Message.documented.filter { $0.page == page }.map(\.template) == texts)
    }

    @Test("name another documented text where one stands in their place")
    func replaced() {
        let templates = Set(Message.documented.map(\.template))
        let instead = Message.documented.compactMap { message -> String? in
            if case .replaced(let text, _) = message.fate { text } else { nil }
        }
        #expect(instead.count == 2)
        #expect(templates.isSuperset(of: instead))
    }

    @Test(
        "keep their words when they are filled in",
        arguments: [
            (Message.referenceNull(3), "Image URL list element at index 3 cannot be null."),
            (Message.pictureNoString(1, 2), "URL array at index 1 contains non-string element at position 2."),
            (
                Message.base64Size(2, bytes: 10 * 1_048_576 + 1),
                "The 2th image (base64) size is approximately 10.01MB, exceeds the maximum limit of 10MB."
            ),
            (
                Message.fileSize(1, "a.png", bytes: 12 * 1_048_576),
                "The 1th image 'a.png' size is 12.00MB, exceeds the maximum limit of 10MB."
            ),
            (Limits.march2026.durationMessage(.imageToVideo), "Duration must be between 1 and 5 seconds."),
            (Limits.current.durationMessage(.textToVideo), "Duration must be between 1 and 6 seconds."),
        ]
    )
    func filled(said: String, expected: String) {
        #expect(said == expected)
    }
}
