package import FoundationEssentials

extension JSONValue {
    /// How a document is laid out.
    package enum Layout: Sendable {
        /// No white space at all: what goes over the wire.
        case compact
        /// Two spaces a level, one member a line: what people read.
        case indented
    }

    /// The document as JSON text.
    ///
    /// C0, C1 and bidi controls inside strings are written as `\uXXXX`, and so is what shows nothing, so that the text
    /// is safe on a terminal and hides nothing, while the value stays exact. Members come in the object's order. A
    /// number that JSON cannot express (infinity, NaN) becomes null.
    package func text(_ layout: Layout = .compact) -> String {
        var writer = JSONWriter(layout: layout)
        writer.write(self, depth: 0)
        return writer.text
    }

    /// The compact text in UTF-8.
    package var data: Data { Data(text().utf8) }
}

private struct JSONWriter {
    let layout: JSONValue.Layout
    var text = ""

    mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .string(let value): write(value)
        case .array(let elements): writeList("[", elements, "]", depth) { $0.write($1, depth: depth + 1) }
        case .object(let object): writeList("{", object.members, "}", depth) { $0.write($1, depth: depth + 1) }
        }
    }

    private mutating func write(_ member: (name: String, value: JSONValue), depth: Int) {
        write(member.name)
        text += layout == .compact ? ":" : ": "
        write(member.value, depth: depth)
    }

    private mutating func writeList<Item>(
        _ open: String,
        _ items: [Item],
        _ close: String,
        _ depth: Int,
        writeItem: (inout JSONWriter, Item) -> Void
    ) {
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            breakLine(depth + 1)
            writeItem(&self, item)
        }
        if !items.isEmpty { breakLine(depth) }
        text += close
    }

    private mutating func breakLine(_ depth: Int) {
        guard layout == .indented else { return }
        text += "\n" + String(repeating: "  ", count: depth)
    }

    private mutating func write(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars { write(scalar) }
        text += "\""
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _ where Self.needsEscape(scalar): text += Self.escape(scalar)
        default: text.unicodeScalars.append(scalar)
        }
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: scalar.value > 0x9F && (showsNothing(scalar.value) || isNoncharacter(scalar.value))
        }
    }

    /// Zero-width spaces and joiners, fillers, selectors, tags, marks of annotations.
    private static func showsNothing(_ value: UInt32) -> Bool {
        switch value {
        case 0xAD, 0x34F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x206F: true
        case 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
        case 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    private static func isNoncharacter(_ value: UInt32) -> Bool {
        (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
    }

    /// Of a scalar beyond the first 65,536 both halves of its surrogate pair.
    private static func escape(_ scalar: Unicode.Scalar) -> String {
        UTF16.encode(scalar).map { units in
            units.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        } ?? ""
    }
}
