/// What is wrong with an option, as a sentence.
package struct OptionProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
