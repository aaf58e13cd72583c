import BachAPI

/// What a picture must be for a video of a family; a smaller side and fewer bytes no family takes.
struct PictureNeeds: Equatable, Sendable {
    var formats: [PictureFormat]
    /// Width to height.
    var ratios: ClosedRange<Double>

    /// Sides may differ by the factor four; ours, so that a video keeps a size that can be played.
    static let bach = PictureNeeds(formats: PictureFormat.accepted, ratios: 0.25...4)

    static func of(_ family: Family, _ limits: Limits) -> PictureNeeds {
        guard family == .multiImageToVideo else { return bach }
        return PictureNeeds(formats: limits.multiImage.formats, ratios: limits.multiImage.pictureRatios)
    }

    func fits(_ size: VideoSize) -> Bool { ratios.contains(Double(size.width) / Double(size.height)) }

    /// `JPEG or PNG`, for sentences.
    var formatWords: String {
        let names = formats.map { $0 == .webp ? "WebP" : $0.rawValue.uppercased() }
        return names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }

    /// `four times` or `2.5 times`, for sentences.
    var longestWords: String {
        ratios.upperBound == 4 ? "four times" : "\(ratios.upperBound) times"
    }
}
