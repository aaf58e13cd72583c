package import FoundationEssentials

/// Why nothing goes out to a service until a person, or a create that succeeds, lets sending go on.
package struct Hold: Equatable, Sendable {
    /// Grows from hold to hold: what a person asked for before a hold does not pass it.
    package let number: Int
    /// Nil for every service: a person paused sending.
    package let server: ServerIdentity?
    package let reason: String
    /// The service's code; a pause has none.
    package let code: Int?
    package let since: Date

    package init(number: Int, server: ServerIdentity?, reason: String, code: Int?, since: Date) {
        self.number = number
        self.server = server
        self.reason = reason
        self.code = code
        self.since = since
    }

    /// Whether a person made it, which nothing but a person lifts.
    package var isPause: Bool { server == nil }

    /// Whether it concerns what goes to a server.
    package func concerns(_ server: ServerIdentity) -> Bool { self.server == nil || self.server == server }

    /// Why a person's pause holds everything.
    package static let pauseReason = "Sending is paused."
}

extension [Hold] {
    /// What keeps a server's tasks from going out; a person's pause before anything a service said.
    package func first(concerning server: ServerIdentity) -> Hold? {
        first(where: \.isPause) ?? first { $0.concerns(server) }
    }
}
