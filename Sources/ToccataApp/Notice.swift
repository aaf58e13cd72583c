/// The one line that tells a person something.
package struct Notice: Equatable, Sendable {
    package enum Level: Int, Comparable, Sendable {
        case information, warning, error

        package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    package var level: Level
    package var text: String

    package init(_ text: String, level: Level = .information) {
        self.text = text
        self.level = level
    }

    package static func warning(_ text: String) -> Notice { Notice(text, level: .warning) }
    package static func error(_ text: String) -> Notice { Notice(text, level: .error) }
}
