/// One of the console's five rooms.
package enum Screen: Int, CaseIterable, Sendable {
    case queue = 1
    case compose, library, references, log
}
