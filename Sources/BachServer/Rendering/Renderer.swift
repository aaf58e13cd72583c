/// Makes a video out of a request.
protocol Renderer: Sendable {
    /// Writes an MP4 to `output`, or throws an error with a sentence for whoever asked for the video.
    ///
    /// - Parameter progress: Gets percents while it works.
    func render(
        _ request: RenderRequest,
        to output: String,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws
}

/// Why there is no video, in words for whoever asked for it.
enum RenderError: Error, Equatable, Sendable, CustomStringConvertible {
    case ffmpegMissing
    case pictureUndecodable(number: Int)
    case failed(program: String, reason: String)
    case tooLong(program: String, seconds: Int)

    var description: String {
        switch self {
        case .ffmpegMissing:
            "ffmpeg is not installed on the machine that runs bach-local: apt-get install ffmpeg"
        case .pictureUndecodable(let number):
            "Picture \(number) could not be decoded: the file is damaged, or of a kind that ffmpeg does not read."
        case .failed(let program, let reason):
            "\(program) made no video: \(reason)"
        case .tooLong(let program, let seconds):
            "\(program) was stopped after \(seconds) seconds without a video."
        }
    }
}
