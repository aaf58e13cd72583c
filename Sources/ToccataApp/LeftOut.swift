/// Why a task is no part of what is done with several.
package enum LeftOut: CaseIterable, Sendable {
    case state, subject, server, refused, pictures

    /// `lost or not ended`; of several reasons each with how many it is true of: `2 not held, 1 another server's`.
    package static func words(_ reasons: [LeftOut: Int], of wish: UserAction) -> String {
        let there = allCases.filter { reasons[$0] != nil }
        return there.map { reason in
            let count = there.count > 1 ? "\(reasons[reason] ?? 0) " : ""
            return count + reason.words(of: wish)
        }.joined(separator: ", ")
    }

    private func words(of wish: UserAction) -> String {
        switch self {
        case .state: Self.words(ofStatesWithout: wish)
        case .subject: "for a subject"
        case .server: "another server's"
        case .refused: "refused for what was asked"
        case .pictures: "with a picture that is not there"
        }
    }

    private static func words(ofStatesWithout wish: UserAction) -> String {
        switch wish {
        case .remove: "neither unsent nor running"
        case .hold: "not waiting to be sent"
        case .send: "not held"
        case .download: "without a finished video"
        default: "lost or not ended"
        }
    }
}
