/// Something in the configuration file that a person should know.
package struct ConfigNotice: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// The file is used all the same: a key that nobody reads.
        case warning
        /// The file, or one value in it, cannot be used.
        case error
    }

    package let kind: Kind
    package let file: String
    package let position: Position?
    package let message: String

    package init(_ kind: Kind, file: String, position: Position?, message: String) {
        self.kind = kind
        self.file = file
        self.position = position
        self.message = message
    }
}

extension ConfigNotice: CustomStringConvertible {
    package var description: String {
        let place = position.map { ", line \($0.line), column \($0.column)" } ?? ""
        return "\(file)\(place): \(message)"
    }
}
