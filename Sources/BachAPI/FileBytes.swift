package import FoundationEssentials

/// Numbers at places of a file from outside: nil instead of a crash beyond its end.
///
/// The big end comes first unless the name says `little`.
package struct FileBytes {
    private let data: Data

    package init(_ data: Data) {
        self.data = data
    }

    package func byte(_ offset: Int) -> UInt8? {
        offset >= 0 && offset < data.count ? data[data.startIndex + offset] : nil
    }

    package func uint16(_ offset: Int) -> UInt16? {
        guard let high = byte(offset), let low = byte(offset + 1) else { return nil }
        return UInt16(high) << 8 | UInt16(low)
    }

    package func int16(_ offset: Int) -> Int? {
        uint16(offset).map { Int(Int16(bitPattern: $0)) }
    }

    package func uint32(_ offset: Int) -> UInt32? {
        guard let high = uint16(offset), let low = uint16(offset + 2) else { return nil }
        return UInt32(high) << 16 | UInt32(low)
    }

    package func littleUInt16(_ offset: Int) -> UInt16? {
        uint16(offset)?.byteSwapped
    }

    package func littleUInt32(_ offset: Int) -> UInt32? {
        uint32(offset)?.byteSwapped
    }

    package func text(_ offset: Int, _ length: Int) -> String? {
        guard offset >= 0, length >= 0, offset + length <= data.count else { return nil }
        let start = data.startIndex + offset
        return String(decoding: data[start..<start + length], as: UTF8.self)
    }
}
