import BachAPI
import Testing

@Suite("Request rules")
struct RequestRulesTests {
    static let text: JSONValue = [
        "model_name": "bach-1.0-preview", "prompt": "a tide at dusk", "resolution": "720p", "duration": 6,
    ]
    static let image: JSONValue = [
        "model_name": "bach-1.0-preview", "image_url": "https://example.com/a.png", "resolution": "720p", "duration": 6,
    ]
    static let elements: JSONValue = [
        "reference_inputs": [
            ["type": "image", "url": "https://example.com/a.png"],
            [
                "type": "subject", "images": ["https://example.com/1.png", "https://example.com/2.png"],
                "subject": ["subject_name": "anna"],
            ],
        ],
        "prompt": "anna walks", "duration": 6, "resolution": "720p",
    ]

    static let multiImage: JSONValue = [
        "image_list": [["image": "https://example.com/a.png"]], "prompt": "anna walks",
    ]

    static func valid(_ mode: Mode) -> JSONValue {
        switch mode {
        case .textToVideo: text
        case .imageToVideo: image
        case .elementsToVideo: elements
        case .multiImageToVideo: multiImage
        case .textToSubject: ["name": "anna", "description": "a woman with grey hair"]
        }
    }

    @Test("find nothing wrong with the smallest request of each mode", arguments: Mode.allCases)
    func smallestRequests(mode: Mode) {
        #expect(RequestRules.problems(in: Self.valid(mode), mode: mode) == [])
    }

    static let long = JSONValue.string(String(repeating: "ä", count: 10_001))
    static let edge = JSONValue.string(String(repeating: "ä", count: 10_000))
    static let general: [(Mode, String, JSONValue?, String?)] = [
        (.textToVideo, "model_name", nil, "Model name is required."),
        (.textToVideo, "model_name", "", "Model name is required."),
        (.textToVideo, "model_name", "bach-9", "Model name is not supported."),
        (.textToVideo, "prompt", nil, "Please provide a prompt."),
        (.textToVideo, "prompt", "  \n", "Please provide a prompt."),
        (.textToVideo, "prompt", 5, "Please provide a prompt."),
        (.elementsToVideo, "prompt", nil, "Prompt is required."),
        (.imageToVideo, "prompt", nil, nil),
        (.imageToVideo, "prompt", "", nil),
        (.textToVideo, "prompt", edge, nil),
        (.textToVideo, "prompt", long, "The prompt length must not exceed 10000 characters."),
        (.imageToVideo, "prompt", long, "The prompt length must not exceed 10000 characters."),
        (.textToVideo, "negative_prompt", long, "The negative prompt length must not exceed 10000 characters."),
        (.textToVideo, "resolution", nil, "Resolution must be 720p or 1080p."),
        (.textToVideo, "resolution", "720P", "Resolution must be 720p or 1080p."),
        (.textToVideo, "aspect_ratio", "4:3", "Aspect ratio must be 16:9, 9:16, or 1:1."),
        (.textToVideo, "aspect_ratio", .null, nil),
        (.imageToVideo, "aspect_ratio", "4:3", nil),
        (.textToVideo, "duration", nil, "Duration must be between 1 and 6 seconds."),
        (.textToVideo, "duration", 7, "Duration must be between 1 and 6 seconds."),
        (.textToVideo, "duration", 0, "Duration must be between 1 and 6 seconds."),
        (.textToVideo, "duration", 5.5, "Duration must be between 1 and 6 seconds."),
        (.textToVideo, "duration", "6", "Duration must be between 1 and 6 seconds."),
        (.textToVideo, "fps", 25, "Fps must be 24 or 30."),
        (.textToVideo, "fps", 24, nil),
        (.textToVideo, "cfg_scale", 15.1, "Cfg scale must be between 1.0 and 15.0."),
        (.textToVideo, "cfg_scale", 7, nil),
        (.elementsToVideo, "cfg_scale", 99, nil),
        (.textToVideo, "enhance_prompt", "yes", "Enhance prompt must be true or false."),
        (.textToVideo, "generate_audio", 1, "Generate audio must be true or false."),
        (
            .textToVideo, "audio_prompt", .string(String(repeating: "x", count: 201)),
            "The audio prompt length must not exceed 200 characters."
        ),
        (
            .textToVideo, "callback_url", .string("https://x/" + String(repeating: "x", count: 491)),
            "The callback url length must not exceed 500 characters."
        ),
        (.textToVideo, "callback_url", "ftp://x", "Callback url must be a valid HTTP or HTTPS URL."),
        (.textToVideo, "callback_url", "", nil),
        (.textToVideo, "seed", -1, "Seed must be between 0 and 10000000."),
        (.textToVideo, "seed", 10_000_001, "Seed must be between 0 and 10000000."),
        (.textToVideo, "seed", 10_000_000, nil),
        (.imageToVideo, "image_url", nil, "Image URL is required."),
        (.imageToVideo, "image_url", "file:///etc/passwd", "Image URL must be a valid HTTP or HTTPS URL"),
        (.imageToVideo, "image_url", "https://", "Image URL must be a valid HTTP or HTTPS URL"),
        (.imageToVideo, "image_url", "https://a b", "Image URL must be a valid HTTP or HTTPS URL"),
        (.imageToVideo, "enable_moderation", "no", "Enable moderation must be true or false."),
        (.elementsToVideo, "reference_inputs", nil, "Image URL is required."),
        (.elementsToVideo, "reference_inputs", "x", "Image URL is required."),
        (.elementsToVideo, "reference_inputs", [], "Image URL cannot be empty."),
    ]

    @Test("give the documented message for each field", arguments: general)
    func generalMessages(mode: Mode, field: String, value: JSONValue?, message: String?) {
        let problems = RequestRules.problems(in: Self.valid(mode).setting(field, value), mode: mode)
        #expect(problems == (message.map { [FieldProblem(field, $0)] } ?? []))
    }

    @Test(
        "take for a URL what names a host, and nothing that no client could ask",
        arguments: [
            ("https://example.com", true), ("HTTP://user:pw@h:8080/a?b#c", true), ("http://[::1]:80/x.png", true),
            ("http://münchen.example/x", true), ("http://h?a=[b]", true),
            ("http://[bad/x.png", false), ("http://[bad]/x.png", false), ("http://a]b/x", false),
            ("http://h:port/x", false), ("http://h:65536/x", false), ("http://:80/x", false), ("http://u@/x", false),
            ("http:///x", false),
            ("http://a b/x", false), ("file:///x", false),
        ]
    )
    func webURLs(text: String, isTaken: Bool) {
        #expect(RequestRules.isWebURL(text) == isTaken)
    }

    static let picture: JSONValue = "https://example.com/1.png"
    static func subject(_ pictures: [JSONValue], _ subject: JSONValue = ["subject_name": "anna"]) -> JSONValue {
        ["type": "subject", "images": .array(pictures), "subject": subject]
    }
    static let references: [(JSONValue, String)] = [
        (.null, "Image URL list element at index 1 cannot be null."),
        ("https://example.com/a.png", "Reference input type at index 1 must be either 'image' or 'subject'."),
        (["type": "video"], "Reference input type at index 1 must be either 'image' or 'subject'."),
        (["type": "image"], "Image URL at index 1 cannot be empty."),
        (["type": "image", "url": ""], "Image URL at index 1 cannot be empty."),
        (["type": "image", "url": "ftp://x/a.png"], "Image URL must be a valid HTTP or HTTPS URL"),
        (subject([]), "URL array at index 1 cannot be empty."),
        (subject([picture]), "URL array at index 1 must contain at least 2 URLs."),
        (subject([picture, picture, picture, picture, picture]), "URL array at index 1 cannot exceed 4 URLs."),
        (subject([picture, 7]), "URL array at index 1 contains non-string element at position 1."),
        (subject(["", picture]), "URL in array at index 1, position 0 cannot be empty."),
        (subject(["file:///x", picture]), "Image URL must be a valid HTTP or HTTPS URL"),
        (subject([picture, picture], .null), "Subject name is required."),
        (subject([picture, picture], ["subject_name": " "]), "Subject name is required."),
        (
            subject([picture, picture], ["subject_name": .string(String(repeating: "n", count: 51))]),
            "The name length must not exceed 50 characters."
        ),
        (
            subject(
                [picture, picture],
                ["subject_name": "anna", "subject_desc": .string(String(repeating: "d", count: 501))]
            ),
            "The desc length must not exceed 500 characters."
        ),
        (
            subject([picture, picture], ["subject_name": "anna", "subject_style": "oil"]),
            "Subject style must be one of realistic, anime, cartoon, 3d, pixel."
        ),
        (
            subject([picture, picture], ["subject_name": "anna", "subject_type": "place"]),
            "Subject type must be either 'character' or 'object'"
        ),
    ]

    @Test("give the documented message for each reference", arguments: references)
    func referenceMessages(reference: JSONValue, message: String) {
        let body = Self.elements.setting("reference_inputs", [["type": "image", "url": Self.picture], reference])
        let problems = RequestRules.problems(in: body, mode: .elementsToVideo)
        #expect(problems.map(\.message) == [message])
        #expect(problems.first?.element == 1)
    }

    @Test("allow nine references and no tenth")
    func nineReferences() {
        let image: JSONValue = ["type": "image", "url": Self.picture]
        for (count, expected) in [(9, []), (10, ["Image URL list cannot exceed 9 elements."])] {
            let body = Self.elements.setting("reference_inputs", .array(Array(repeating: image, count: count)))
            #expect(RequestRules.problems(in: body, mode: .elementsToVideo).map(\.message) == expected)
        }
    }

    @Test("report in the order of each page's table")
    func order() {
        #expect(
            RequestRules.problems(in: [:], mode: .textToVideo).map(\.field)
                == ["model_name", "prompt", "resolution", "duration"]
        )
        #expect(
            RequestRules.problems(in: [:], mode: .elementsToVideo).map(\.field)
                == ["reference_inputs", "prompt", "duration", "resolution"]
        )
    }

    @Test(
        "word durations as the profile of March 2026 does",
        arguments: [
            (
                Mode.textToVideo, 5,
                "Duration must be 6 seconds. Please refer to the API documentation for details."
            ),
            (.imageToVideo, 6, "Duration must be between 1 and 5 seconds."),
            (.elementsToVideo, 6, "Duration must be between 1 and 5 seconds."),
        ]
    )
    func marchProfile(mode: Mode, duration: Int64, message: String) {
        let body = Self.valid(mode).setting("duration", .integer(duration))
        #expect(RequestRules.problems(in: body, mode: mode, limits: .march2026).map(\.message) == [message])
    }
}

extension JSONValue {
    /// The object with one member set, or taken out.
    func setting(_ name: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object[name] = value
        return .object(object)
    }
}
