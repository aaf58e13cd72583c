import BachAPI

/// A body for each family that its checks let pass.
enum RequestExample {
    static func body(of family: Family) -> JSONValue {
        switch family {
        case .textToVideo:
            filmed(["model_name": "bach-1.0-preview", "aspect_ratio": "16:9", "seed": 42])
        case .imageToVideo:
            filmed(["model_name": "bach-1.0-preview", "image_url": .string(picture("harbour"))])
        case .elementsToVideo:
            filmed([
                "reference_inputs": [
                    ["type": "image", "url": .string(picture("harbour"))],
                    [
                        "type": "subject", "images": [.string(picture("mira-front")), .string(picture("mira-side"))],
                        "subject": ["subject_name": "Mira", "subject_style": "realistic"],
                    ],
                ]
            ])
        case .multiToVideo:
            filmed([
                "image_url": [
                    .string(picture("harbour")), [.string(picture("mira-front")), .string(picture("mira-side"))],
                ],
                "subject_name": "Mira",
            ])
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

    private static func filmed(_ more: KeyValuePairs<String, JSONValue>) -> JSONValue {
        let common: [(String, JSONValue)] = [("prompt", .string(prompt)), ("resolution", "720p"), ("duration", 6)]
        return .object(JSONObject(common + more.map { ($0.key, $0.value) }))
    }
}
