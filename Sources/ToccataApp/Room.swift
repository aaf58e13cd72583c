/// How much of the pane with the focus is on the screen; whoever knows the layout hands it in with a key.
package struct Room: Hashable, Sendable {
    package var columns: Int
    package var rows: Int
    /// The rows that there would be to show, where the pane shows a text.
    package var content: Int
    /// Whether a person can read there what is asked; what cannot be read is not answered with yes.
    package var isReadable: Bool

    package init(columns: Int, rows: Int, content: Int = 0, isReadable: Bool = true) {
        self.columns = columns
        self.rows = rows
        self.content = content
        self.isReadable = isReadable
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
