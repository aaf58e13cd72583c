import CTerminal
package import TerminalKit

/// What is known of the terminal here; asking changes nothing on it.
package struct TerminalTraits: Equatable, Sendable {
    /// Its `TERM`.
    package let name: String
    /// Nil where there is no terminal.
    package let size: Size?
    /// How many colours it has, 0 for none; nil where this machine does not know such a terminal.
    package let colors: Int?

    package init(environment: [String: String]) {
        name = environment["TERM"] ?? ""
        // Without one there is nothing to say, which is not an error here.
        size = (try? TerminalDevice())?.size
        let known = name.isEmpty ? -1 : Int(ct_colors_of(name))
        colors = known < 0 ? nil : known
    }
}
