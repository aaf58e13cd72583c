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

    /// Whether a scalar shows nothing: zero-width spaces and joiners, fillers, selectors, tags, marks of annotations.
    ///
    /// A text could hide in them from whoever reads it, and two names could look the same.
    package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x34F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x206F: true
        case 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
        case 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// Whether a scalar is no character and never will be one.
    package static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
        (0xFDD0...0xFDEF).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
    }
}
