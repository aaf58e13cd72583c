/// What a task makes, and of what; each is one family of tasks at the service.
package enum Mode: String, CaseIterable, Sendable {
    case textToVideo = "text2video"
    case imageToVideo = "image2video"
    case elementsToVideo = "elements2video"
    case multiImageToVideo = "multi-image2video"
    /// Four pictures of a subject; everything else makes a video.
    case textToSubject = "text2subject"

    /// The ways of making a video, in the order in which they are offered.
    package static let videos = allCases.filter(\.family.makesVideo)

    package var family: Family {
        switch self {
        case .textToVideo: .textToVideo
        case .imageToVideo: .imageToVideo
        case .elementsToVideo: .elementsToVideo
        case .multiImageToVideo: .multiImageToVideo
        case .textToSubject: .textToSubject
        }
    }

    /// Three letters for a narrow column.
    package var abbreviation: String {
        switch self {
        case .textToVideo: "t2v"
        case .imageToVideo: "i2v"
        case .elementsToVideo: "e2v"
        case .multiImageToVideo: "m2v"
        case .textToSubject: "t2s"
        }
    }

    /// The mode in a person's words.
    package var title: String {
        switch self {
        case .textToVideo: "text to video"
        case .imageToVideo: "image to video"
        case .elementsToVideo: "elements to video"
        case .multiImageToVideo: "multi-image to video"
        case .textToSubject: "text to subject"
        }
    }

    /// The path below the base URL: creates are posted to it, queries go to `path/{task_id}`.
    package var path: String { family.path }

    /// Whether the service can be asked for a list of its tasks.
    package var hasList: Bool { self == .multiImageToVideo }

    package var dialect: Dialect { family.dialect }

    /// Whether `cfg_scale` and `enhance_prompt` are fields of this mode, and `model_name` a required one.
    package var hasModelFields: Bool { self == .textToVideo || self == .imageToVideo }

    /// Whether resolution, frames per second, seed and sound can be chosen; Kling's dialect has a quality instead.
    package var hasSeedAndSound: Bool { family.makesVideo && dialect == .bach }

    /// Whether references are sent with it.
    package var hasReferences: Bool { self == .elementsToVideo || self == .multiImageToVideo }

    /// Whether the picture's shape is asked for; image to video follows its source.
    package var hasAspectRatio: Bool { self != .imageToVideo && self != .textToSubject }
}
