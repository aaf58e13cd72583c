/// A value in a YAML document, and where it stands.
struct YAMLNode: Equatable {
    enum Content: Equatable {
        /// Nothing, `~` or `null`.
        case null
        /// Text as it was written; YAML's guesses at numbers and truth are left to the reader of the value.
        case scalar(String)
        case sequence([YAMLNode])
        case mapping([Member])
    }

    struct Member: Equatable {
        let key: String
        let keyPosition: Position
        let value: YAMLNode
    }

    let content: Content
    let position: Position
}

/// A place in a text file, both counted from 1.
package struct Position: Equatable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
