/// Shapes in the language of ASS drawings, in pixels.
enum Drawing {
    static func polygon(_ points: [(x: Int, y: Int)]) -> String {
        guard let first = points.first else { return "" }
        let rest = points.dropFirst().map { "\($0.x) \($0.y)" }.joined(separator: " ")
        return "m \(first.x) \(first.y) l \(rest)"
    }

    static func rectangle(x: Int, y: Int, width: Int, height: Int) -> String {
        polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    }

    /// Four curves that come as near to an ellipse as can be seen.
    static func ellipse(x: Int, y: Int, width: Int, height: Int) -> String {
        let (right, left, top, bottom) = (x + width, x - width, y - height, y + height)
        let (dx, dy) = (width * 552 / 1000, height * 552 / 1000)
        return "m \(left) \(y)"
            + " b \(left) \(y - dy) \(x - dx) \(top) \(x) \(top)"
            + " b \(x + dx) \(top) \(right) \(y - dy) \(right) \(y)"
            + " b \(right) \(y + dy) \(x + dx) \(bottom) \(x) \(bottom)"
            + " b \(x - dx) \(bottom) \(left) \(y + dy) \(left) \(y)"
    }
}
