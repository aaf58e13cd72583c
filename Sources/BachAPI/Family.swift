/// A kind of task at the service: one path, to which creates are posted and below which tasks are shown.
package enum Family: String, CaseIterable, Sendable {
    case textToVideo = "videos/text2video"
    case imageToVideo = "videos/image2video"
    case elementsToVideo = "videos/elements2video"
    case multiImageToVideo = "videos/multi-image2video"
    /// The older shape of elements to video: served for its messages, offered by no client.
    case multiToVideo = "videos/multi2video"
    /// Makes four stills of a subject out of words.
    case textToSubject = "subject/text2image"

    /// The path below the base URL, with a slash in front.
    package var path: String { "/" + rawValue }

    /// The last part of the path, to be recognised by.
    package var title: String { rawValue.split(separator: "/").last.map(String.init) ?? rawValue }

    package var dialect: Dialect { self == .multiImageToVideo ? .kling : .bach }

    /// The `code` of a successful answer: 0 in `elements-to-video` and in Kling's dialect, 200 in the other pages.
    package var successCode: Int {
        switch self {
        case .elementsToVideo, .multiImageToVideo: 0
        case .textToVideo, .imageToVideo, .multiToVideo, .textToSubject: 200
        }
    }

    /// What the creation time is called in the answer to a create; each page has its own spelling.
    package var createdField: String {
        switch self {
        case .elementsToVideo, .multiImageToVideo, .multiToVideo: "created_at"
        case .textToVideo, .imageToVideo, .textToSubject: "create_at"
        }
    }

    /// Whether a success's task object carries a status message (`elements-to-video` shows none).
    package var showsMessageOnSuccess: Bool { self != .elementsToVideo }

    /// Whether the result is a video; a subject is four pictures.
    package var makesVideo: Bool { self != .textToSubject }

    /// Where the family is described.
    package var page: Page {
        switch self {
        case .textToVideo: .textToVideo
        case .imageToVideo: .imageToVideo
        case .elementsToVideo: .elementsToVideo
        case .multiImageToVideo: .multiImageToVideo
        case .multiToVideo: .capabilityMap
        case .textToSubject: .customSubject
        }
    }
}
