import BachAPI

/// A body for each family that its checks let pass, whatever the limits.
enum RequestExample {
    static func body(of family: Family, _ limits: Limits) -> JSONValue {
        let seconds = limits.duration(family).upperBound
        return switch family {
        case .textToVideo:
            filmed(seconds, ["model_name": "bach-1.0-preview", "aspect_ratio": "16:9", "seed": 42])
        case .imageToVideo:
            filmed(seconds, ["model_name": "bach-1.0-preview", "image_url": .string(picture("harbour"))])
        case .elementsToVideo:
            filmed(
                seconds,
                [
                    "reference_inputs": [
                        ["type": "image", "url": .string(picture("harbour"))],
                        [
                            "type": "subject",
                            "images": [.string(picture("mira-front")), .string(picture("mira-side"))],
                            "subject": ["subject_name": "Mira", "subject_style": "realistic"],
                        ],
                    ]
                ]
            )
        case .multiToVideo:
            filmed(
                seconds,
                [
                    "image_url": [
                        .string(picture("harbour")), [.string(picture("mira-front")), .string(picture("mira-side"))],
                    ],
                    "subject_name": "Mira",
                ]
            )
        case .multiImageToVideo:
            [
                "image_list": [["image": .string(picture("harbour"))], ["image": .string(picture("mira-front"))]],
                "prompt": .string(prompt), "mode": "std", "duration": "5", "external_task_id": "harbour-1",
            ]
        case .textToSubject:
            ["name": "Mira", "description": "A young sailor with a red scarf", "style": "realistic"]
        }
    }

    private static let prompt = "A harbour at dusk, the tide comes in"

    private static func picture(_ name: String) -> String { "https://example.com/\(name).jpg" }

    private static func filmed(_ seconds: Int, _ more: KeyValuePairs<String, JSONValue>) -> JSONValue {
        let common: [(String, JSONValue)] = [
            ("prompt", .string(prompt)), ("resolution", "720p"), ("duration", .integer(Int64(seconds))),
        ]
        return .object(JSONObject(common + more.map { ($0.key, $0.value) }))
    }
}
