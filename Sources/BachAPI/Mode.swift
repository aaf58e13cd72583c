/// A way of making a video; each is one endpoint family of the service.
package enum Mode: String, CaseIterable, Sendable {
    case textToVideo = "text2video"
    case imageToVideo = "image2video"
    case elementsToVideo = "elements2video"

    /// The path below the base URL: creates are posted to it, queries go to `path/{task_id}`.
    package var path: String { "/videos/" + rawValue }

    /// Three letters for a narrow column.
    package var abbreviation: String {
        switch self {
        case .textToVideo: "t2v"
        case .imageToVideo: "i2v"
        case .elementsToVideo: "e2v"
        }
    }

    /// The mode in a person's words.
    package var title: String {
        switch self {
        case .textToVideo: "text to video"
        case .imageToVideo: "image to video"
        case .elementsToVideo: "elements to video"
        }
    }

    /// The `code` of a successful answer: 0 in `elements-to-video`, 200 in the other pages.
    package var successCode: Int { self == .elementsToVideo ? 0 : 200 }

    /// What the creation time is called in the answer to a create; each page has its own spelling.
    package var createdField: String { self == .elementsToVideo ? "created_at" : "create_at" }

    /// Whether a success's task object carries a status message (`elements-to-video` shows none).
    package var showsMessageOnSuccess: Bool { self != .elementsToVideo }

    /// Whether `model_name`, `cfg_scale` and `enhance_prompt` are fields of this mode.
    package var hasModelFields: Bool { self != .elementsToVideo }

    /// Whether the picture's shape is asked for; image to video follows its source.
    package var hasAspectRatio: Bool { self != .imageToVideo }
}
