import BachAPI

/// Everything a renderer needs to make one video.
struct RenderRequest: Equatable, Sendable {
    /// A reference picture that was fetched and found good.
    struct Picture: Equatable, Sendable {
        var path: String
        var format: PictureFormat
        /// As it is to be seen, after ``turn``.
        var size: VideoSize
        var turn: PictureTurn
        /// What is said about it in the video: the subject's name.
        var name: String
    }

    var family: Family
    /// What was asked for, as it was asked.
    var body: JSONValue
    var prompt: String
    var size: VideoSize
    var framesPerSecond: Int
    /// Seconds.
    var duration: Int
    var seed: Int
    var hasAudio: Bool
    var pictures: [Picture]

    var frames: Int { framesPerSecond * duration }
}
