/// A create's body as the values that a renderer needs, defaults filled in.
///
/// Made from a body that ``RequestRules`` found nothing wrong with; of any other it reads what it can.
package struct VideoRequest: Equatable, Sendable {
    package var family: Family
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
    /// The sender's own id of the task (`multi-image-to-video`).
    package var externalID: String?
    /// Whether a copy with a watermark is to be made as well (`watermark_info` of `multi-image-to-video`).
    package var wantsWatermark: Bool
    /// Image to video's one picture.
    package var imageURL: String?
    /// What the video is to be composed of, in order; a picture of `multi-image-to-video` may be base64.
    package var references: [ReferenceInput]

    package init(family: Family, body: JSONValue) {
        self.family = family
        prompt = body["prompt"]?.stringValue ?? ""
        negativePrompt = body["negative_prompt"]?.stringValue ?? ""
        resolution = Self.resolution(family, body)
        aspectRatio = Self.filled(body["aspect_ratio"]) ?? Default.aspectRatio
        duration = Self.duration(family, body)
        // Kling's dialect has no such fields: a body that brings them all the same means nothing by it.
        let hasSoundAndRate = family.dialect == .bach
        framesPerSecond = (hasSoundAndRate ? body["fps"]?.integerValue : nil) ?? Default.framesPerSecond
        seed = body["seed"]?.integerValue
        generatesAudio = hasSoundAndRate && body["generate_audio"]?.boolValue ?? false
        audioPrompt = body["audio_prompt"]?.stringValue ?? ""
        callbackURL = Self.filled(body["callback_url"])
        externalID = family.dialect == .kling ? Self.filled(body["external_task_id"]) : nil
        wantsWatermark = family.dialect == .kling && body["watermark_info"]?["enabled"]?.boolValue ?? false
        imageURL = family == .imageToVideo ? Self.filled(body["image_url"]) : nil
        references = Self.references(family, body)
    }

    package init(mode: Mode, body: JSONValue) { self.init(family: mode.family, body: body) }

    /// Seconds, without all the rest.
    package static func duration(_ family: Family, _ body: JSONValue) -> Int {
        body["duration"]?.integerOrDigits ?? (family == .multiImageToVideo ? Default.multiImageDuration : 6)
    }

    /// `multi-image-to-video` has no resolution: what its two qualities mean in pixels is ours.
    package static func resolution(_ family: Family, _ body: JSONValue) -> String {
        guard family == .multiImageToVideo else { return body["resolution"]?.stringValue ?? "720p" }
        return body["mode"]?.stringValue == "pro" ? "1080p" : "720p"
    }

    private static func references(_ family: Family, _ body: JSONValue) -> [ReferenceInput] {
        switch family {
        case .elementsToVideo: (body["reference_inputs"]?.arrayValue ?? []).map(ReferenceInput.init)
        case .multiImageToVideo:
            (body["image_list"]?.arrayValue ?? []).map { .image(url: $0["image"]?.stringValue ?? "") }
        case .multiToVideo:
            (body["image_url"]?.arrayValue ?? []).map { ReferenceInput(nested: $0, subjectOf: body) }
        case .textToVideo, .imageToVideo, .textToSubject: []
        }
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

    /// An element of the older shape, whose subject's fields stand at the top of the body.
    init(nested element: JSONValue, subjectOf body: JSONValue) {
        guard let urls = element.arrayValue else {
            self = .image(url: element.stringValue ?? "")
            return
        }
        self = .subject(SubjectInput(pictures: urls.compactMap(\.stringValue), subject: body))
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
        let pictures = element["images"]?.arrayValue?.compactMap(\.stringValue) ?? []
        self.init(pictures: pictures, subject: element["subject"] ?? .null)
    }

    init(pictures: [String], subject: JSONValue) {
        self.pictures = pictures
        name = subject["subject_name"]?.stringValue ?? ""
        description = subject["subject_desc"]?.stringValue ?? ""
        style = subject["subject_style"]?.stringValue ?? Default.subjectStyle
        type = subject["subject_type"]?.stringValue ?? Default.subjectType
    }
}
