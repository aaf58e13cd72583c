import BachAPI

/// What a picture must be for a video of a family; a smaller side and fewer bytes no family takes.
struct PictureNeeds: Equatable, Sendable {
    var formats: [PictureFormat]
    /// Width to height; nil where any shape will do.
    var ratios: ClosedRange<Double>?

    static let bach = PictureNeeds(formats: PictureFormat.accepted)

    static func of(_ family: Family, _ limits: Limits) -> PictureNeeds {
        guard family == .multiImageToVideo else { return bach }
        return PictureNeeds(formats: limits.multiImage.formats, ratios: limits.multiImage.pictureRatios)
    }

    /// `2.5`, as often as a side may have the length of the other, where a picture of this size is longer than that.
    func mostOftenExceeded(by size: VideoSize) -> Double? {
        guard let ratios, !ratios.contains(Double(size.width) / Double(size.height)) else { return nil }
        return ratios.upperBound
    }

    /// `JPEG or PNG`, for sentences.
    var formatWords: String {
        let names = formats.map { $0 == .webp ? "WebP" : $0.rawValue.uppercased() }
        return names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
