import TerminalKit

/// A move through a list or a text that is only read.
package enum Motion: Hashable, Sendable {
    case up, down, pageUp, pageDown, halfPageUp, halfPageDown, top, bottom
}

/// How much of the pane with the focus is on the screen; whoever knows the layout hands it in with a key.
package struct Room: Hashable, Sendable {
    package var columns: Int
    package var rows: Int
    /// The rows that there would be to show, where the pane shows a text.
    package var content: Int

    package init(columns: Int, rows: Int, content: Int = 0) {
        self.columns = columns
        self.rows = rows
        self.content = content
    }

    /// The first row shown of a text after a move.
    func top(after motion: Motion, from top: Int) -> Int {
        let target =
            switch motion {
            case .up: top - 1
            case .down: top + 1
            case .pageUp: top - max(1, rows - 1)
            case .pageDown: top + max(1, rows - 1)
            case .halfPageUp: top - max(1, rows / 2)
            case .halfPageDown: top + max(1, rows / 2)
            case .top: 0
            case .bottom: content
            }
        return min(max(0, target), max(0, content - rows))
    }
}

extension ListViewport {
    mutating func move(_ motion: Motion, rows: Int) {
        switch motion {
        case .up: move(by: -1, rows: rows)
        case .down: move(by: 1, rows: rows)
        case .pageUp: page(by: -1, rows: rows)
        case .pageDown: page(by: 1, rows: rows)
        case .halfPageUp: move(by: -max(1, rows / 2), rows: rows)
        case .halfPageDown: move(by: max(1, rows / 2), rows: rows)
        case .top: home()
        case .bottom: end(rows: rows)
        }
    }
}
