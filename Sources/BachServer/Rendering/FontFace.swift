import BachAPI
import FoundationEssentials

/// What is needed of a TrueType file to lay a line out: which characters it has, and how wide they are.
struct FontFace: Sendable {
    /// What a subtitle renderer calls the font.
    let family: String
    private let characters: [CharacterRange]
    private let advances: [UInt16]
    /// Ascent and descent together, in font units: what a subtitle's font size is measured in.
    private let lineUnits: Double

    /// A run of characters whose glyphs follow each other (a group of a `cmap` table of format 12).
    private struct CharacterRange {
        let first: UInt32
        let last: UInt32
        let glyph: UInt32
    }

    /// Reads a font file; nil if it is no TrueType font with a `cmap` of format 12.
    init?(contentsOf path: String, family: String) {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else { return nil }
        let file = FileBytes(data)
        guard let tables = Self.tables(file), let cmap = tables["cmap"], let hhea = tables["hhea"],
            let hmtx = tables["hmtx"], let characters = Self.characters(file, cmap: cmap),
            let ascent = file.int16(hhea + 4), let descent = file.int16(hhea + 6), ascent > descent,
            let widths = file.uint16(hhea + 34)
        else { return nil }
        self.family = family
        self.characters = characters
        lineUnits = Double(ascent - descent)
        advances = (0..<Int(widths)).compactMap { file.uint16(hmtx + 4 * $0) }
    }

    func has(_ scalar: Unicode.Scalar) -> Bool {
        range(of: scalar) != nil
    }

    /// The width of a character as a part of the font size; 0 for one that the font lacks.
    func width(of scalar: Unicode.Scalar) -> Double {
        guard let range = range(of: scalar), let last = advances.last else { return 0 }
        let glyph = Int(range.glyph + scalar.value - range.first)
        return Double(glyph < advances.count ? advances[glyph] : last) / lineUnits
    }

    private func range(of scalar: Unicode.Scalar) -> CharacterRange? {
        var low = 0
        var high = characters.count
        while low < high {
            let middle = (low + high) / 2
            if characters[middle].last < scalar.value { low = middle + 1 } else { high = middle }
        }
        guard low < characters.count, characters[low].first <= scalar.value else { return nil }
        return characters[low]
    }

    private static func tables(_ file: FileBytes) -> [String: Int]? {
        guard let count = file.uint16(4) else { return nil }
        var tables: [String: Int] = [:]
        for index in 0..<Int(count) {
            let entry = 12 + 16 * index
            guard let tag = file.text(entry, 4), let offset = file.uint32(entry + 8) else { return nil }
            tables[tag] = Int(offset)
        }
        return tables
    }

    private static func characters(_ file: FileBytes, cmap: Int) -> [CharacterRange]? {
        guard let count = file.uint16(cmap + 2) else { return nil }
        for index in 0..<Int(count) {
            guard let offset = file.uint32(cmap + 4 + 8 * index + 4) else { return nil }
            let table = cmap + Int(offset)
            guard file.uint16(table) == 12, let groups = file.uint32(table + 12) else { continue }
            return (0..<Int(groups)).compactMap { group in
                let entry = table + 16 + 12 * group
                guard let first = file.uint32(entry), let last = file.uint32(entry + 4),
                    let glyph = file.uint32(entry + 8), last >= first
                else { return nil }
                return CharacterRange(first: first, last: last, glyph: glyph)
            }
        }
        return nil
    }
}
