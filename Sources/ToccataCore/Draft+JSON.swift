package import BachAPI

extension Draft {
    /// The draft as the ledger keeps it.
    package var json: JSONValue {
        var object = JSONObject([("mode", .string(mode.rawValue))])
        for (name, field) in Self.texts { object[name] = .string(self[keyPath: field]) }
        for (name, field) in Self.switches { object[name] = self[keyPath: field].map(JSONValue.bool) }
        object["image"] = .string(image.text)
        object["references"] = .array(references.map(\.json))
        return .object(object)
    }

    /// Reads a kept draft; what is missing or strange takes its first value, so that no draft is ever refused.
    package init(json: JSONValue) {
        self.init(mode: json["mode"]?.stringValue.flatMap(Mode.init) ?? .textToVideo)
        for (name, field) in Self.texts {
            if let text = json[name]?.stringValue { self[keyPath: field] = text }
        }
        for (name, field) in Self.switches { self[keyPath: field] = json[name]?.boolValue }
        image = PictureSource(json["image"]?.stringValue ?? "")
        references = json["references"]?.arrayValue?.map(Reference.init(json:)) ?? []
    }

    private static var texts: [(String, WritableKeyPath<Draft, String>)] {
        [
            ("prompt", \.prompt), ("negative_prompt", \.negativePrompt), ("resolution", \.resolution),
            ("aspect_ratio", \.aspectRatio), ("duration", \.duration), ("fps", \.framesPerSecond),
            ("cfg_scale", \.guidance), ("seed", \.seed), ("variants", \.variants), ("audio_prompt", \.audioPrompt),
            ("callback_url", \.callbackURL), ("quality", \.quality),
        ]
    }

    private static var switches: [(String, WritableKeyPath<Draft, Bool?>)] {
        [
            ("enhance_prompt", \.enhancesPrompt), ("generate_audio", \.generatesAudio),
            ("enable_moderation", \.moderates), ("watermark", \.watermarks),
        ]
    }
}

extension Reference {
    var json: JSONValue {
        switch self {
        case .image(let picture): ["image": .string(picture.text)]
        case .subject(let subject): ["subject": subject.json]
        }
    }

    init(json: JSONValue) {
        if let subject = json["subject"] {
            self = .subject(Subject(json: subject))
        } else {
            self = .image(PictureSource(json["image"]?.stringValue ?? ""))
        }
    }
}

extension Subject {
    /// The subject as the ledger keeps it.
    package var json: JSONValue {
        [
            "name": .string(name), "description": .string(description), "style": .string(style),
            "type": .string(type), "pictures": .array(pictures.map { .string($0.text) }),
        ]
    }

    package init(json: JSONValue) {
        self.init(
            name: json["name"]?.stringValue ?? "",
            description: json["description"]?.stringValue ?? "",
            style: json["style"]?.stringValue ?? Default.subjectStyle,
            type: json["type"]?.stringValue ?? Default.subjectType,
            pictures: json["pictures"]?.arrayValue?.compactMap { $0.stringValue.map(PictureSource.init) } ?? []
        )
    }
}
