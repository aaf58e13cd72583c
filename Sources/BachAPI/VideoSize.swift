/// Pixels of a video or a picture; of a video both sides are even, as H.264 wants them.
///
/// No page gives the sizes behind `720p` and `1080p`; these are ours.
package struct VideoSize: Equatable, Sendable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The size of text and elements to video.
    package init(resolution: String, aspectRatio: String) {
        let short = Self.shortSide(resolution)
        let long = short * 16 / 9
        switch aspectRatio {
        case "9:16": self.init(width: short, height: long)
        case "1:1": self.init(width: short, height: short)
        default: self.init(width: long, height: short)
        }
    }

    /// The size of image to video: the short side by the resolution, the long one by the source's shape.
    ///
    /// At most four times as long: what is longer no player shows well, and the service takes such pictures.
    package init(resolution: String, following source: VideoSize) {
        let short = Self.shortSide(resolution)
        let smaller = max(1, min(source.width, source.height))
        let shape = min(4, Double(max(source.width, source.height)) / Double(smaller))
        let long = Self.even(Double(short) * shape)
        let isWide = source.width >= source.height
        self.init(width: isWide ? long : short, height: isWide ? short : long)
    }

    private static func shortSide(_ resolution: String) -> Int { resolution == "1080p" ? 1080 : 720 }

    private static func even(_ length: Double) -> Int { Int((length / 2).rounded()) * 2 }
}
