import BachAPI
package import FoundationEssentials
import ToccataCore

/// Whether the service can be reached.
package enum NetworkState: Equatable, Sendable {
    /// Nothing was asked yet.
    case unknown
    case reachable
    case down(since: Date, reason: String)

    package var isDown: Bool { if case .down = self { true } else { false } }

    /// What it has become by what another process exchanged; nil where that says nothing, or is a minute old.
    func seen(in exchanges: [ExchangeSummary], at now: Date) -> NetworkState? {
        // The host of a video or of an upload is not the service.
        let asked = exchanges.filter { $0.kind != .download && $0.kind != .upload }
        guard let last = asked.max(by: { $0.lastAt < $1.lastAt }), now.timeIntervalSince(last.lastAt) < 60 else {
            return nil
        }
        if last.status != nil { return .reachable }
        return isDown ? self : .down(since: last.lastAt, reason: last.message ?? "There was no answer.")
    }
}
