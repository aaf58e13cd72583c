extension Frame {
    /// The text of every row, each exactly `size.columns` columns wide.
    package var lines: [String] {
        (0..<size.rows).map { row in
            cells[(row * size.columns)..<((row + 1) * size.columns)].map(\.text).joined()
        }
    }

    /// The styles of every row as letters, one for each column, for tests.
    ///
    /// A letter stands for a role: `.` normal, `d` dim, `t` title, `a` accent, `g` good, `w` warning, `b` bad,
    /// `s` selection, `f` field, `-` border, `h` hint, `k` key; in upper case if reversed.
    package var styles: [String] {
        (0..<size.rows).map { row in
            String(
                cells[(row * size.columns)..<((row + 1) * size.columns)].map { cell in
                    cell.style.attributes.contains(.reverse)
                        ? Character(cell.style.role.letter.uppercased()) : cell.style.role.letter
                }
            )
        }
    }
}

extension Role {
    fileprivate var letter: Character {
        switch self {
        case .normal: "."
        case .dim: "d"
        case .title: "t"
        case .accent: "a"
        case .good: "g"
        case .warning: "w"
        case .bad: "b"
        case .selection: "s"
        case .field: "f"
        case .border: "-"
        case .hint: "h"
        case .key: "k"
        }
    }
}
