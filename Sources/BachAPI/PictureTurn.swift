/// How a camera was held: what must be done to the pixels to see the picture upright (Exif's orientation).
package enum PictureTurn: Int, Equatable, Sendable {
    case none = 1
    case mirrored, upsideDown, flipped, transposed, right, transversed, left

    /// Whether width and height change places.
    package var swapsSides: Bool { rawValue >= Self.transposed.rawValue }
}
