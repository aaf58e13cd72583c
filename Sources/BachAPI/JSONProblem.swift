/// Why a text is not taken as JSON.
package enum JSONProblem: Error, Equatable, Sendable, CustomStringConvertible {
    case malformed
    case repeatedName
    case tooDeep(levels: Int)
    case tooManyValues(most: Int)

    /// What is wrong, to be put behind the name of the text: `is not valid JSON`.
    package var description: String {
        switch self {
        case .malformed: "is not valid JSON"
        case .repeatedName: "names a member of an object twice"
        case .tooDeep(let levels): "is nested deeper than \(levels) levels"
        case .tooManyValues(let most): "holds more than \(most) values"
        }
    }
}
