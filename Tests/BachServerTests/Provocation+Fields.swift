import BachAPI

extension Provocation {
    private static func letters(_ count: Int) -> JSONValue { .string(String(repeating: "p", count: count)) }

    private static let link: JSONValue = "http://127.0.0.1:1/a.png"

    private static func text(_ field: String, _ value: JSONValue?) -> JSONValue { .text2video.with([(field, value)]) }

    /// The general page's first table, and what the endpoint pages say instead or beside it.
    static let general: [Provocation] = [
        create("Model name is required.", .textToVideo, text("model_name", nil)),
        create("Prompt is required.", .elementsToVideo, element(["type": "image", "url": link], ("prompt", nil))),
        create(
            "Duration must be between 1 and 5 seconds.",
            in: .march2026,
            .elementsToVideo,
            element(["type": "image", "url": link], ("duration", 6))
        ),
        create("Duration must be 6 seconds.", in: .march2026, .textToVideo, text("duration", 5)),
        create("Resolution must be 720p or 1080p.", .textToVideo, text("resolution", "720P")),
        create("Aspect ratio must be 16:9, 9:16, or 1:1.", .textToVideo, text("aspect_ratio", "4:3")),
        create("Seed must be between 0 and 10000000.", .textToVideo, text("seed", 10_000_001)),
        create(
            "The prompt length must not exceed 10000 characters.",
            .textToVideo,
            text("prompt", letters(10_001))
        ),
        create(
            "The negative prompt length must not exceed 10000 characters.",
            .textToVideo,
            text("negative_prompt", letters(10_001))
        ),
        create(
            "The audio prompt length must not exceed 200 characters.",
            .textToVideo,
            text("audio_prompt", letters(201))
        ),
        create(
            "The callback url length must not exceed 500 characters.",
            .textToVideo,
            text("callback_url", .string("http://a/" + String(repeating: "p", count: 492)))
        ),
        Provocation(
            subject: .text("Task Id is required.", .generalInformation),
            method: "GET",
            path: "/api/vdr/videos/text2video/"
        ),
        create(
            "Image URL must be a valid HTTP or HTTPS URL",
            .imageToVideo,
            .image2video("ftp://127.0.0.1/a.png")
        ),
        create("Insufficient credits", in: .withoutCredits, .textToVideo, .text2video),
        create("Please provide a prompt.", page: .textToVideo, .textToVideo, text("prompt", nil)),
        create(
            "Duration must be 6 seconds. Please refer to the API documentation for details.",
            page: .textToVideo,
            in: .march2026,
            .textToVideo,
            text("duration", 5)
        ),
        create("Insufficient credit package.", page: .textToVideo, in: .withoutCredits, .textToVideo, .text2video),
        create(
            "Please provide a prompt.",
            page: .imageToVideo,
            .imageToVideo,
            .image2video("http://127.0.0.1:1/a.png")
        ),
        create(
            "Duration must be between 1 and 5 seconds.",
            page: .imageToVideo,
            in: .march2026,
            .imageToVideo,
            JSONValue.image2video("http://127.0.0.1:1/a.png").with([("duration", 6)])
        ),
        create(
            "Insufficient credit package.",
            page: .imageToVideo,
            in: .withoutCredits,
            .imageToVideo,
            .image2video("http://127.0.0.1:1/a.png")
        ),
    ]

    private static func element(_ element: JSONValue, _ changes: (String, JSONValue?)...) -> JSONValue {
        JSONValue.elements2video([element]).with(changes)
    }

    private static func nested(_ changes: (String, JSONValue?)...) -> JSONValue {
        let body: JSONValue = [
            "image_url": [[link, link]], "prompt": "they meet", "subject_name": "Hero", "resolution": "720p",
            "duration": 1,
        ]
        return body.with(changes)
    }

    private static let ten = JSONValue.array(Array(repeating: link, count: 10))
    private static let five = JSONValue.array(Array(repeating: link, count: 5))

    /// The general page's table about several pictures, in the older shape that it was written for.
    static let multiImage: [Provocation] = [
        create("Image URL is required.", .multiToVideo, nested(("image_url", nil))),
        create("Image URL cannot be empty.", .multiToVideo, nested(("image_url", []))),
        create("Name is required.", .multiToVideo, nested(("prompt", nil))),
        create("Image URL list cannot exceed 9 elements.", .multiToVideo, nested(("image_url", ten))),
        create(
            "Image URL list element at index {n} cannot be null.",
            with: ["n": "1"],
            .multiToVideo,
            nested(("image_url", [link, .null]))
        ),
        create(
            "Image URL at index {n} cannot be empty.",
            with: ["n": "1"],
            .multiToVideo,
            nested(("image_url", [link, ""]))
        ),
        create("URL array at index {n} cannot be empty.", with: ["n": "0"], .multiToVideo, nested(("image_url", [[]]))),
        create(
            "URL array at index {n} cannot exceed 4 URLs.",
            with: ["n": "0"],
            .multiToVideo,
            nested(("image_url", [five]))
        ),
        create(
            "URL array at index {n} contains non-string element at position {m}.",
            with: ["n": "1", "m": "0"],
            .multiToVideo,
            nested(("image_url", [link, [5, link]]))
        ),
        create(
            "URL in array at index {n}, position {m} cannot be empty.",
            with: ["n": "0", "m": "1"],
            .multiToVideo,
            nested(("image_url", [[link, ""]]))
        ),
        create(
            "Image URL list element at index {n} must be either a string URL or a URL array.",
            with: ["n": "1"],
            .multiToVideo,
            nested(("image_url", [link, 5]))
        ),
        create("Subject name is required.", .multiToVideo, nested(("subject_name", nil))),
        create(
            "The name length must not exceed 50 characters.",
            .multiToVideo,
            nested(("subject_name", letters(51)))
        ),
        create(
            "The desc length must not exceed 500 characters.",
            .multiToVideo,
            nested(("subject_desc", letters(501)))
        ),
        create(
            "Subject type must be either 'character' or 'object'",
            .multiToVideo,
            nested(("subject_type", "place"))
        ),
    ]

    private static func subject(_ name: String, _ value: JSONValue?, images: JSONValue = [link, link]) -> JSONValue {
        let subject = JSONValue.object(JSONObject([("subject_name", "Hero")])).with([(name, value)])
        return element(["type": "subject", "images": images, "subject": subject])
    }

    /// The same texts in elements to video, wherever that has such a case.
    static let elements: [Provocation] = [
        create("Image URL is required.", .elementsToVideo, element(.null, ("reference_inputs", nil))),
        create("Image URL cannot be empty.", .elementsToVideo, element(.null, ("reference_inputs", []))),
        create(
            "Image URL list cannot exceed 9 elements.",
            .elementsToVideo,
            element(.null, ("reference_inputs", .array(Array(repeating: .image("http://127.0.0.1:1/a"), count: 10))))
        ),
        create(
            "Image URL list element at index {n} cannot be null.",
            with: ["n": "0"],
            .elementsToVideo,
            element(.null)
        ),
        create(
            "Image URL at index {n} cannot be empty.",
            with: ["n": "0"],
            .elementsToVideo,
            element(["type": "image", "url": ""])
        ),
        create(
            "URL array at index {n} cannot be empty.",
            with: ["n": "0"],
            .elementsToVideo,
            subject("subject_name", "Hero", images: [])
        ),
        create(
            "URL array at index {n} cannot exceed 4 URLs.",
            with: ["n": "0"],
            .elementsToVideo,
            subject("subject_name", "Hero", images: five)
        ),
        create(
            "URL array at index {n} contains non-string element at position {m}.",
            with: ["n": "0", "m": "1"],
            .elementsToVideo,
            subject("subject_name", "Hero", images: [link, .null])
        ),
        create(
            "URL in array at index {n}, position {m} cannot be empty.",
            with: ["n": "0", "m": "0"],
            .elementsToVideo,
            subject("subject_name", "Hero", images: ["", link])
        ),
        create("Subject name is required.", .elementsToVideo, subject("subject_name", nil)),
        create(
            "The name length must not exceed 50 characters.",
            .elementsToVideo,
            subject("subject_name", letters(51))
        ),
        create(
            "The desc length must not exceed 500 characters.",
            .elementsToVideo,
            subject("subject_desc", letters(501))
        ),
        create(
            "Subject type must be either 'character' or 'object'",
            .elementsToVideo,
            subject("subject_type", "Character")
        ),
        create(
            "Image URL must be a valid HTTP or HTTPS URL",
            .elementsToVideo,
            subject("subject_name", "Hero", images: [link, "ftp://127.0.0.1/a.png"])
        ),
    ]
}
