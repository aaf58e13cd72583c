package import FoundationEssentials

/// Base64 with the URL alphabet and without padding (RFC 7515, section 2).
package enum Base64URL {
    package static func encode(_ data: Data) -> String {
        var text = ""
        for character in data.base64EncodedString() where character != "=" {
            switch character {
            case "+": text.append("-")
            case "/": text.append("_")
            default: text.append(character)
            }
        }
        return text
    }

    /// The bytes of a text in this alphabet; nil for anything else, padding and the other alphabet included.
    package static func decode(_ text: some StringProtocol) -> Data? {
        var base64 = ""
        for character in text {
            switch character {
            case "-": base64.append("+")
            case "_": base64.append("/")
            case "a"..."z", "A"..."Z", "0"..."9": base64.append(character)
            default: return nil
            }
        }
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return Data(base64Encoded: base64)
    }
}
