package import BachAPI
package import FoundationEssentials

/// A request that is about to go out and went out a moment ago already, which is mostly a slip and is billed twice.
package struct Repetition: Equatable, Sendable {
    /// How long ago a request is no slip any more, in seconds.
    package static let window = 600.0

    /// What went out before.
    package let earlier: VideoTask

    /// Finds the newest task that asked the same service for the same.
    ///
    /// What surely made nothing is no reason to warn; external ids always differ and do not count.
    ///
    /// - Parameters:
    ///   - isSeedChosen: Whether the seed was chosen by chance, so that it differs without meaning anything.
    ///   - uploads: The links under which pictures of this machine, by their paths, stand in what was sent.
    ///   - tasks: Newest first.
    package init?(
        of body: JSONValue,
        mode: Mode,
        server: ServerIdentity,
        isSeedChosen: Bool,
        uploads: [String: String] = [:],
        among tasks: some Sequence<VideoTask>,
        at now: Date
    ) {
        func essence(_ body: JSONValue) -> JSONValue {
            guard case .object(var object) = LocalPictures.replacing(uploads, in: body) else { return body }
            object[ExternalID.field] = nil
            if isSeedChosen { object["seed"] = nil }
            return .object(object)
        }
        let own = essence(body)
        let earlier = tasks.first { task in
            task.isReasonToWarn && now.timeIntervalSince(task.letGoAt) <= Self.window
                && task.mode == mode && task.server == server && essence(task.request) == own
        }
        guard let earlier else { return nil }
        self.earlier = earlier
    }

    /// `The same request went out 2 min ago (k3f9ax, RUN)`.
    package func words(at now: Date) -> String {
        let task = "(\(earlier.id), \(earlier.state.label))"
        if earlier.state == .out || earlier.state == .retry { return "The same request is to go out already \(task)" }
        let seconds = max(0, Int(now.timeIntervalSince(earlier.letGoAt)))
        return "The same request went out \(seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min") ago \(task)"
    }
}

extension VideoTask {
    fileprivate var letGoAt: Date { sentAt ?? createdAt }

    fileprivate var isReasonToWarn: Bool {
        switch state {
        case .held, .failed: false
        case .stopped: taskID != nil
        default: true
        }
    }
}
