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

/// Why there is no video, or are no pictures of a subject, in words for whoever asked for them.
enum RenderError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was asked for.
    enum Product: String, Sendable {
        case video
        case pictures
    }

    case ffmpegMissing
    case pictureUndecodable(number: Int)
    case failed(program: String, reason: String, of: Product = .video)
    case tooLong(program: String, seconds: Int, of: Product = .video)

    var description: String {
        switch self {
        case .ffmpegMissing:
            "ffmpeg is not installed on the machine that runs bach-local: apt-get install ffmpeg"
        case .pictureUndecodable(let number):
            "Picture \(number) could not be decoded: the file is damaged, or of a kind that ffmpeg does not read."
        case .failed(let program, let reason, let product):
            "\(program) made no \(product.rawValue): \(reason)"
        case .tooLong(let program, let seconds, let product):
            "\(program) was stopped after \(seconds) seconds: it made no \(product.rawValue)."
        }
    }
}
