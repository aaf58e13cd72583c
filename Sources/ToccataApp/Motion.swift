import TerminalKit

/// A move through a list or a text that is only read.
package enum Motion: Hashable, Sendable {
    case up, down, pageUp, pageDown, halfPageUp, halfPageDown, top, bottom
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
