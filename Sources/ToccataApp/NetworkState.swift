package import FoundationEssentials

/// Whether the service can be reached.
package enum NetworkState: Equatable, Sendable {
    /// Nothing was asked yet.
    case unknown
    case reachable
    case down(since: Date, reason: String)

    package var isDown: Bool { if case .down = self { true } else { false } }
}
