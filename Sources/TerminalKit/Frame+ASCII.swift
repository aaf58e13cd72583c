extension Frame {
    /// The same in ASCII: lines become `+`, `-`, `|`, the sign of what is folded `+`, what else there is a `?` for each column.
    package var inASCII: Frame {
        var frame = self
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = self[Point(column: column, row: row)]
                guard let replacement = cell.replacement else { continue }
                frame.replace(row: row, from: column, count: 1) { _ in Cell(ascii: replacement, style: cell.style) }
            }
        }
        return frame
    }
}

extension Cell {
    /// The ASCII character in place of this one; nil where it is one.
    fileprivate var replacement: UInt8? {
        var scalars: [UInt32] = []
        forEachScalar { scalars.append($0) }
        guard let first = scalars.first else { return UInt8(ascii: "?") }
        if scalars.count == 1, first < 0x80 { return nil }
        switch first {
        case 0x2500: return UInt8(ascii: "-")
        case 0x2502: return UInt8(ascii: "|")
        case 0x250C, 0x2510, 0x2514, 0x2518: return UInt8(ascii: "+")
        case 0x25B8: return UInt8(ascii: "+")
        case 0..<0x80: return UInt8(first)
        default: return UInt8(ascii: "?")
        }
    }
}
