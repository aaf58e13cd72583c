package import BachAPI

/// What was found in a file that is to be a picture.
package enum PictureFinding: Equatable, Sendable {
    /// Format by content, nil when it is no picture; bytes; pixels, nil when they could not be told.
    case file(PictureFormat?, bytes: Int, width: Int?, height: Int?)
    /// It cannot be read, and why, as a sentence.
    case unreadable(String)

    /// Why the service would not take it (`image-to-video`, Image Requirements; `multi-image-to-video`, image_list);
    /// nil when it would.
    package func problem(_ mode: Mode = .imageToVideo, limits: Limits = .current) -> String? {
        switch self {
        case .unreadable(let reason): return reason
        case .file(let format, let bytes, let width, let height):
            if mode == .multiImageToVideo, format.map(limits.multiImage.formats.contains) != true {
                return "Multi-image to video takes JPEG and PNG pictures only."
            }
            guard let format, PictureFormat.accepted.contains(format) else {
                return "This is not a JPEG, PNG, WebP, GIF, BMP or TIFF picture."
            }
            if bytes > limits.pictureSize { return "The picture is larger than 10 MB." }
            guard let width, let height else { return nil }
            if min(width, height) < limits.pictureSide {
                return "The picture is \(width)x\(height); it has to be at least 300x300."
            }
            let isInShape = limits.multiImage.pictureRatios.contains(Double(width) / Double(height))
            guard mode == .multiImageToVideo, !isInShape else { return nil }
            return "The picture is \(width)x\(height); multi-image takes 1:2.5 to 2.5:1."
        }
    }
}
