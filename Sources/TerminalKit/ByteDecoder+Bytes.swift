extension ByteDecoder {
    mutating func take(_ byte: UInt8) {
        switch state {
        case .ground: takeGround(byte)
        case .utf8(let expected): takeContinuation(byte, expected: expected)
        case .escape: takeEscape(byte)
        case .escapeEscape: takeEscapeEscape(byte)
        case .csi: takeCSI(byte)
        case .ss3: takeSS3(byte)
        case .string: takeString(byte)
        case .mouse(let left):
            if left > 1 { state = .mouse(left: left - 1) } else { reset() }
        case .paste: takePaste(byte)
        }
    }

    private mutating func takeGround(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escape
        case 0x0D, 0x0A: emit(.enter)
        case 0x09: emit(.tab)
        case 0x08, 0x7F: emit(.backspace)
        case 0x00: emit(Chord(.character(" "), .control))
        case 0x01...0x1A: emit(.control(Character(Unicode.Scalar(byte + 0x60))))
        case 0x1C...0x1F: emit(.control(Character(Unicode.Scalar(byte + 0x40))))
        case 0x20...0x7E: emit(.character(Character(Unicode.Scalar(byte))))
        case 0xC2...0xDF: begin(byte, expected: 2)
        case 0xE0...0xEF: begin(byte, expected: 3)
        case 0xF0...0xF4: begin(byte, expected: 4)
        default: emit(.character("\u{FFFD}"))
        }
    }

    private mutating func begin(_ byte: UInt8, expected: Int) {
        state = .utf8(expected: expected)
        collected = [byte]
    }

    private mutating func takeContinuation(_ byte: UInt8, expected: Int) {
        guard 0x80...0xBF ~= byte else {
            finishUTF8()
            takeGround(byte)
            return
        }
        collected.append(byte)
        if collected.count == expected { finishUTF8() }
    }

    private mutating func finishUTF8() {
        let scalars = String(decoding: collected, as: UTF8.self).unicodeScalars
        state = .ground
        collected = []
        guard let scalar = scalars.first, scalars.count == 1 else { return emit(.character("\u{FFFD}")) }
        // C1 controls are no keys.
        if scalar.properties.generalCategory != .control { emit(.character(Character(scalar))) }
        isAlt = false
    }

    private mutating func takeEscape(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escapeEscape
        case UInt8(ascii: "["): state = .csi
        case UInt8(ascii: "O"): state = .ss3
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string
            collected = [byte]
        default:
            state = .ground
            isAlt = true
            takeGround(byte)
        }
    }

    private mutating func takeEscapeEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "O"):
            isAlt = true
            state = byte == UInt8(ascii: "[") ? .csi : .ss3
        default:
            emit(.escape)
            state = .escape
            takeEscape(byte)
        }
    }

    private mutating func takeString(_ byte: UInt8) {
        let isAfterEscape = collected.last == 0x1B
        if byte == 0x07 || isAfterEscape && byte == UInt8(ascii: "\\") { return reset() }
        guard !isAfterEscape else {
            // An escape that does not end the string breaks it off.
            reset()
            return takeEscape(byte)
        }
        if byte == 0x1B || collected.count < 2 { collected.append(byte) }
    }
}
