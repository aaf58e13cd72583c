/// What kind of picture some bytes are, told by their content and never by a name.
package enum PictureFormat: String, CaseIterable, Sendable {
    case jpeg, png, webp, gif, bmp, tiff, svg, ico

    /// The formats that a video can be made from (`image-to-video`, Image Requirements).
    package static let accepted: [PictureFormat] = [.jpeg, .png, .webp, .gif, .bmp, .tiff]

    /// How many first bytes ``init(firstBytes:)`` wants to see.
    package static let signatureLength = 512

    /// The format by its signature; nil for anything that is no picture.
    package init?(firstBytes bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(Self.signatureLength))
        if let format = Self.signatures.first(where: { head.starts(with: $0.signature) })?.format {
            self = format
        } else if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webp
        } else if Self.isDrawing(String(decoding: head, as: UTF8.self).lowercased()) {
            self = .svg
        } else {
            return nil
        }
    }

    /// A page may hold a drawing too, but begins as a page.
    private static func isDrawing(_ text: String) -> Bool {
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return ["<svg", "<?xml", "<!--", "<!doctype svg"].contains(where: start.hasPrefix)
            && start.contains("<svg") && !start.contains("<html")
    }

    private static let signatures: [(signature: [UInt8], format: PictureFormat)] = [
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        (Array("BM".utf8), .bmp),
        ([0x49, 0x49, 0x2A, 0x00], .tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        ([0x00, 0x00, 0x01, 0x00], .ico),
    ]
}
