extension ByteDecoder {
    mutating func takeCSI(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "[") where collected.isEmpty: collected.append(byte)  // F1 to F5 of the Linux console
        case UInt8(ascii: "A")...UInt8(ascii: "E") where collected == [UInt8(ascii: "[")]:
            emit(.function(Int(byte - UInt8(ascii: "A")) + 1))
            reset()
        case UInt8(ascii: "M") where collected.isEmpty: state = .mouse(left: 3)
        case 0x20...0x3F:
            if collected.count < Self.longestSequence { collected.append(byte) }
        case 0x40...0x7E: finishCSI(byte)
        default:
            // A control in the middle: the sequence is broken off.
            reset()
            take(byte)
        }
    }

    mutating func takeSS3(_ byte: UInt8) {
        switch byte {
        case 0x30...0x3B where collected.count < 8: collected.append(byte)
        case 0x20...0x7E:
            let modifiers = Modifiers(parameter: Int(String(decoding: collected, as: UTF8.self)) ?? 1)
            if let key = Self.letterKeys[byte] ?? Self.keypad(byte) { emit(Chord(key, modifiers)) }
            reset()
        default:
            reset()
            take(byte)
        }
    }

    private mutating func finishCSI(_ final: UInt8) {
        let isPrivate = collected.first.map { (0x3C...0x3F).contains($0) } ?? false
        let parameters = String(decoding: collected, as: UTF8.self)
            .split(separator: ";", omittingEmptySubsequences: false)
            .map { Int($0.prefix { $0 != ":" }) ?? 0 }
        if final == UInt8(ascii: "~"), parameters.first == 200 {
            reset()
            state = .paste
            return
        }
        if !isPrivate { interpret(final, parameters) }
        reset()
    }

    private mutating func interpret(_ final: UInt8, _ parameters: [Int]) {
        let first = parameters.first ?? 0
        let modifiers = Modifiers(parameter: parameters.count > 1 ? parameters[1] : 1)
        switch final {
        case UInt8(ascii: "I") where collected.isEmpty: events.append(.focus(true))
        case UInt8(ascii: "O") where collected.isEmpty: events.append(.focus(false))
        case UInt8(ascii: "Z"): emit(Chord(.tab, modifiers.union(.shift)))
        case UInt8(ascii: "u"): emit(code: first, modifiers)
        case UInt8(ascii: "~") where first == 27 && parameters.count == 3: emit(code: parameters[2], modifiers)
        case UInt8(ascii: "~"):
            if let key = Self.numberKeys[first] { emit(Chord(key, modifiers)) }
        case UInt8(ascii: "^"):  // rxvt
            if let key = Self.numberKeys[first] { emit(Chord(key, .control)) }
        default:
            if let key = Self.letterKeys[final] { emit(Chord(key, modifiers)) }
        }
    }

    /// A key told by its code point, as terminals do that can tell more keys apart.
    private mutating func emit(code: Int, _ modifiers: Modifiers) {
        switch code {
        case 13: emit(Chord(.enter, modifiers))
        case 9: emit(Chord(.tab, modifiers))
        case 27: emit(Chord(.escape, modifiers))
        case 8, 127: emit(Chord(.backspace, modifiers))
        default:
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), code >= 0x20,
                scalar.properties.generalCategory != .control, scalar.properties.generalCategory != .privateUse
            else { return }
            emit(Chord(.character(Character(scalar)), modifiers.subtracting(.shift)))
        }
    }

    private static let letterKeys: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
        UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    private static let numberKeys: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]

    /// The keypad in its application mode.
    private static func keypad(_ byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "I"): .tab
        case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Character(Unicode.Scalar(byte - 0x40)))
        default: nil
        }
    }
}

extension Modifiers {
    /// From a sequence's number: one more than a sum of bits.
    fileprivate init(parameter: Int) {
        let bits = max(0, parameter - 1)
        self = []
        if bits & 1 != 0 { insert(.shift) }
        if bits & 0b1010 != 0 { insert(.alt) }
        if bits & 4 != 0 { insert(.control) }
    }
}
