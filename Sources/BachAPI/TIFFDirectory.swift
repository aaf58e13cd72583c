/// The first directory of a TIFF file, or of the TIFF structure inside an Exif block.
struct TIFFDirectory {
    private let bytes: FileBytes
    private let isLittle: Bool
    private let directory: Int

    init?(_ bytes: FileBytes, start: Int) {
        guard let order = bytes.text(start, 2), order == "II" || order == "MM" else { return nil }
        self.bytes = bytes
        isLittle = order == "II"
        guard let offset = isLittle ? bytes.littleUInt32(start + 4) : bytes.uint32(start + 4) else { return nil }
        directory = start + Int(offset)
    }

    /// The first number of an entry of type SHORT or LONG.
    func value(_ tag: UInt16) -> UInt32? {
        guard let count = short(directory) else { return nil }
        for index in 0..<Int(count) {
            let entry = directory + 2 + 12 * index
            guard short(entry) == tag else { continue }
            return short(entry + 2) == 3 ? short(entry + 8).map(UInt32.init) : long(entry + 8)
        }
        return nil
    }

    private func short(_ offset: Int) -> UInt16? {
        isLittle ? bytes.littleUInt16(offset) : bytes.uint16(offset)
    }

    private func long(_ offset: Int) -> UInt32? {
        isLittle ? bytes.littleUInt32(offset) : bytes.uint32(offset)
    }
}
