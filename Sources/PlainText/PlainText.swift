// PlainText is the one filter for text that comes from outside: it knows what a terminal, a log line and a
// file name may carry, and how many columns a character takes. It must not know about screens or videos.

/// Makes text from outside fit to be shown, logged or used as a file name.
package enum PlainText {
    /// Whether a scalar could steer a terminal or reorder what is read: C0, DEL, C1, and the bidi controls.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
