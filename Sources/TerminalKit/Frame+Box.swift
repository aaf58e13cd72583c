import PlainText

/// What boxes are drawn with.
package enum BoxLines: Sendable {
    case light
    /// For terminals that show light lines as something else.
    case ascii

    var corners: (topLeft: Character, topRight: Character, bottomLeft: Character, bottomRight: Character) {
        switch self {
        case .light: ("┌", "┐", "└", "┘")
        case .ascii: ("+", "+", "+", "+")
        }
    }

    package var horizontal: Character { self == .light ? "─" : "-" }
    package var vertical: Character { self == .light ? "│" : "|" }
}

extension Frame {
    /// Draws lines around the inside of a rectangle's edge, with a title left and another right in the upper one.
    ///
    /// Nothing inside is changed; ``Rect/insideBox`` is what is left to write into. The right title gives way first
    /// where there is too little room. Less than two rows or columns draw nothing.
    package mutating func box(
        _ rect: Rect,
        title: String = "",
        right: String = "",
        lines: BoxLines = .light,
        style: Style = .border,
        titleStyle: Style = .title,
        rightStyle: Style? = nil
    ) {
        guard rect.rows >= 2, rect.columns >= 2 else { return }
        edges(of: rect, lines: lines, style: style)
        let top = rect.line(0).inset(columns: 2)
        guard top.columns > 2 else { return }
        let leftText = title.isEmpty ? "" : " \(PlainText.cut(title, to: top.columns - 2)) "
        let used = put(leftText, at: top.origin, titleStyle)
        let rightText = " \(PlainText.line(right)) "
        let width = PlainText.columns(of: rightText)
        guard !right.isEmpty, used + width < top.columns else { return }
        put(rightText, at: top.splitRight(width).right.origin, rightStyle ?? style)
    }

    /// A horizontal line through one row, for dividing a pane.
    package mutating func rule(_ row: Rect, lines: BoxLines = .light, style: Style = .border) {
        fill(row.line(0), with: lines.horizontal, style: style)
    }

    private mutating func edges(of rect: Rect, lines: BoxLines, style: Style) {
        let (top, rest) = rect.splitTop(1)
        let (sides, bottom) = rest.splitBottom(1)
        fill(top, with: lines.horizontal, style: style)
        fill(bottom, with: lines.horizontal, style: style)
        fill(sides.splitLeft(1).left, with: lines.vertical, style: style)
        fill(sides.splitRight(1).right, with: lines.vertical, style: style)
        let last = rect.endColumn - 1
        let corners = lines.corners
        put(String(corners.topLeft), at: top.origin, style)
        put(String(corners.topRight), at: Point(column: last, row: rect.row), style)
        put(String(corners.bottomLeft), at: bottom.origin, style)
        put(String(corners.bottomRight), at: Point(column: last, row: rect.endRow - 1), style)
    }
}
