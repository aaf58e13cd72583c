import PlainText
import TerminalKit

/// Rows of text for a pane of known width: labels on the left, what they say wrapped beside them.
struct TextBlock {
    let columns: Int
    private(set) var lines: [Line] = []

    init(columns: Int) { self.columns = max(1, columns) }

    /// The width of a label with the space behind it.
    static let labelWidth = 9

    mutating func add(_ line: Line) { lines.append(line) }
    mutating func addBlank() { lines.append(Line()) }

    /// A paragraph over the whole width.
    mutating func add(_ text: String, _ style: Style = .normal) {
        lines += PlainText.wrapped(text, to: columns).map { Line($0, style) }
    }

    /// A text beside its label; `rows` cuts it where there is more.
    mutating func add(_ label: String, _ text: String, _ style: Style = .normal, rows: Int = .max) {
        let width = columns - Self.labelWidth
        guard width >= 12 else { return add(text, style) }
        // A text of one row is cut, not wrapped: what matters of a long name stands at its beginning.
        let wrapped = rows == 1 ? [PlainText.cut(text, to: width)] : Self.wrapped(text, to: width, rows: rows)
        for (index, row) in wrapped.enumerated() {
            let name = PlainText.fitted(index == 0 ? label : "", to: Self.labelWidth)
            lines.append(Line(pieces: [(name, .dim), (row, style)]))
        }
    }

    /// How many rows a text takes beside a label.
    func rows(of text: String) -> Int { PlainText.wrapped(text, to: max(1, columns - Self.labelWidth)).count }

    /// At most so many rows, the last of them cut where there is more; of a long prompt only the beginning is looked at.
    private static func wrapped(_ text: String, to width: Int, rows: Int) -> [String] {
        guard rows < Int.max else { return PlainText.wrapped(text, to: width) }
        var count = 4 * rows * width
        while true {
            let head = text.prefix(count)
            let isWhole = head.endIndex == text.endIndex
            let wrapped = PlainText.wrapped(String(head), to: width)
            if isWhole, wrapped.count <= rows { return wrapped }
            // The last row of a beginning may not be what it is in the whole.
            let rest = wrapped.dropFirst(rows - 1).dropLast(isWhole ? 0 : 1).joined(separator: " ")
            if isWhole || PlainText.columns(of: rest) > width {
                return wrapped.prefix(rows - 1) + [PlainText.cut(rest, to: width)]
            }
            count *= 4
        }
    }
}
