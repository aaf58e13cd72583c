/// A table of Markdown; what is in a cell is text, not markup, unless it was made with `code`.
struct MarkdownTable {
    private var lines: [String]

    init(_ columns: String...) {
        lines = [Self.row(columns), "|" + columns.map { _ in "---|" }.joined()]
    }

    mutating func add(_ cells: String...) { lines.append(Self.row(cells)) }

    var text: String { lines.joined(separator: "\n") }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}

extension StringProtocol {
    /// As program text.
    var code: String { "`\(self)`" }
}

extension Int {
    /// With commas between thousands.
    var grouped: String {
        let digits = String(self)
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
            text.append(digit.element)
        }
    }
}
