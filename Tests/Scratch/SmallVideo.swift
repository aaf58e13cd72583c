/// The boxes of a whole MP4, and little in them.
package enum SmallVideo {
    package static let text = text(bytes: 64)

    /// A video of so many bytes, 40 at least; one with another mark has other bytes.
    package static func text(bytes: Int, mark: Character = "v") -> String {
        box("ftyp", "isom\u{0}\u{0}\u{0}\u{0}") + box("moov", "")
            + box("mdat", String(repeating: mark, count: bytes - 32))
    }

    /// A box of less than 32 kB, all of whose bytes are ASCII.
    package static func box(_ kind: String, _ content: String) -> String {
        let size = 8 + content.utf8.count
        // In base 128, so that no byte of it becomes two in UTF-8: only sizes that say the same in both.
        precondition(size < 128 || (size % 256 < 128 && size / 256 < 128))
        let digits = [0, 0, size / 256, size % 256].map { String(Unicode.Scalar(UInt8($0))) }.joined()
        return digits + kind + content
    }
}
