/// A create's body as the values that a renderer needs, defaults filled in.
///
/// Made from a body that ``RequestRules`` found nothing wrong with; of any other it reads what it can.
package struct VideoRequest: Equatable, Sendable {
    package var mode: Mode
    package var prompt: String
    package var negativePrompt: String
    package var resolution: String
    package var aspectRatio: String
    /// Seconds.
    package var duration: Int
    package var framesPerSecond: Int
    /// Nil when the service is to choose one.
    package var seed: Int?
    package var generatesAudio: Bool
    package var audioPrompt: String
    package var callbackURL: String?
    /// Image to video's one picture.
    package var imageURL: String?
    /// Elements to video's references, in order.
    package var references: [ReferenceInput]

    package init(mode: Mode, body: JSONValue) {
        self.mode = mode
        prompt = body["prompt"]?.stringValue ?? ""
        negativePrompt = body["negative_prompt"]?.stringValue ?? ""
        resolution = body["resolution"]?.stringValue ?? "720p"
        aspectRatio = Self.filled(body["aspect_ratio"]) ?? Default.aspectRatio
        duration = body["duration"]?.integerValue ?? 6
        framesPerSecond = body["fps"]?.integerValue ?? Default.framesPerSecond
        seed = body["seed"]?.integerValue
        generatesAudio = body["generate_audio"]?.boolValue ?? false
        audioPrompt = body["audio_prompt"]?.stringValue ?? ""
        callbackURL = Self.filled(body["callback_url"])
        imageURL = Self.filled(body["image_url"])
        references = body["reference_inputs"]?.arrayValue?.map(ReferenceInput.init) ?? []
    }

    private static func filled(_ value: JSONValue?) -> String? {
        value?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// One element of `reference_inputs`.
package enum ReferenceInput: Equatable, Sendable {
    case image(url: String)
    case subject(SubjectInput)

    init(_ element: JSONValue) {
        if element["type"]?.stringValue == "subject" {
            self = .subject(SubjectInput(element))
        } else {
            self = .image(url: element["url"]?.stringValue ?? "")
        }
    }

    /// Every picture of the element, in order.
    package var pictures: [String] {
        switch self {
        case .image(let url): [url]
        case .subject(let subject): subject.pictures
        }
    }
}

/// The subject of a reference.
package struct SubjectInput: Equatable, Sendable {
    package var pictures: [String]
    package var name: String
    package var description: String
    package var style: String
    package var type: String

    init(_ element: JSONValue) {
        let subject = element["subject"] ?? .null
        pictures = element["images"]?.arrayValue?.compactMap(\.stringValue) ?? []
        name = subject["subject_name"]?.stringValue ?? ""
        description = subject["subject_desc"]?.stringValue ?? ""
        style = subject["subject_style"]?.stringValue ?? Default.subjectStyle
        type = subject["subject_type"]?.stringValue ?? Default.subjectType
    }
}
