/// The figures and words that the service accepts.
///
/// They change with the vendor's pages, so they are data: a profile is one value, read on this page.
package struct Limits: Equatable, Sendable {
    package var models = ["bach-1.0-preview"]
    package var resolutions = ["720p", "1080p"]
    package var aspectRatios = ["16:9", "9:16", "1:1"]
    package var framesPerSecond = [24, 30]
    package var guidance = 1.0...15.0
    package var seeds = 0...10_000_000
    package var promptLength = 10_000
    package var audioPromptLength = 200
    package var callbackLength = 500
    package var references = 1...9
    package var picturesPerSubject = 2...4
    package var subjectNameLength = 50
    package var subjectDescriptionLength = 500
    /// Of the words that a subject is made from (`custom-subject`).
    package var subjectWordsLength = 1000
    package var referenceTypes = ["image", "subject"]
    package var subjectStyles = ["realistic", "anime", "cartoon", "3d", "pixel"]
    package var subjectTypes = ["character", "object"]
    /// Bytes of one picture: 10 MB.
    package var pictureSize = 10 * 1024 * 1024
    /// Pixels of a picture's shorter side.
    package var pictureSide = 300
    package var picturesPerUpload = 300
    package var uploadExtensions = ["jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico", "tiff", "tif"]
    /// What `multi-image-to-video` accepts, whose figures are its own.
    package var multiImage = MultiImageLimits()
    /// Seconds, by family.
    package var durations: [Family: ClosedRange<Int>]
    package var durationMessages: [Family: String]

    /// What the pages of April 2026 say: 1 to 6 seconds everywhere.
    package static let current = Limits(
        durations: [.textToVideo: 1...6, .imageToVideo: 1...6, .elementsToVideo: 1...6, .multiToVideo: 1...6],
        durationMessages: [:]
    )

    /// What the pages of March 2026 said: 6 seconds for text, 1 to 5 for pictures.
    package static let march2026 = Limits(
        durations: [.textToVideo: 6...6, .imageToVideo: 1...5, .elementsToVideo: 1...5, .multiToVideo: 1...5],
        durationMessages: [.textToVideo: Message.durationFixed]
    )

    /// The profile of that name, as `bach-local --limits` takes it.
    package static func named(_ name: String) -> Limits? {
        ["current": current, "march2026": march2026][name]
    }

    package func duration(_ family: Family) -> ClosedRange<Int> { durations[family] ?? 1...6 }

    /// The lengths that a mode can have, in seconds.
    package func durations(_ mode: Mode) -> [Int] {
        mode == .multiImageToVideo ? multiImage.durations : Array(duration(mode.family))
    }

    /// The most characters of a prompt, or of a negative one.
    package func promptLength(_ mode: Mode) -> Int {
        mode == .multiImageToVideo ? multiImage.promptLength : promptLength
    }

    package func durationMessage(_ family: Family) -> String {
        let range = duration(family)
        return durationMessages[family] ?? Message.durationBetween(range.lowerBound, range.upperBound)
    }
}

/// The figures and words of `multi-image-to-video`; those that the page lacks are from Kling's own.
package struct MultiImageLimits: Equatable, Sendable {
    package var models = ["kling-v1-6"]
    package var pictures = 1...4
    package var promptLength = 2500
    package var qualities = ["std", "pro"]
    /// Seconds; they are written as strings.
    package var durations = [5, 10]
    package var formats: [PictureFormat] = [.jpeg, .png]
    /// Width to height.
    package var pictureRatios = 0.4...2.5
    /// Unicode scalars; ours.
    package var externalIDLength = 200
    package var pageNumbers = 1...1000
    package var pageSizes = 1...500
    package var pageSize = 30
}
