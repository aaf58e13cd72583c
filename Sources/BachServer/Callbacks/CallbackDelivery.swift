/// Brings one callback to its receiver: a first try, then up to three more.
struct CallbackDelivery: Sendable {
    /// How one attempt ended.
    enum Outcome: Equatable, Sendable {
        case delivered
        /// Not delivered; another attempt may be.
        case failed(String)
        /// No attempt ever will be.
        case impossible(String)
    }

    /// How long a receiver may take for its answer.
    static let patience = Duration.seconds(5)
    /// How long each retry waits after the attempt before it has failed; ours, the pages give no figures.
    static let waits: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]

    /// - Throws: `CancellationError` alone.
    var post: @Sendable (Callback) async throws -> Outcome
    var sleep: @Sendable (Duration) async throws -> Void
    var log: @Sendable (String) -> Void

    /// Returns when the callback was delivered or given up.
    ///
    /// - Throws: `CancellationError` when the server ends before that.
    func deliver(_ callback: Callback) async throws {
        let attempts = Self.waits.count + 1
        for attempt in 1...attempts {
            let outcome = try await post(callback)
            let isLast = attempt == attempts
            log("task \(callback.task): callback to \(callback.host), attempt \(attempt), \(outcome.words(isLast))")
            guard case .failed = outcome, !isLast else { return }
            try await sleep(Self.waits[attempt - 1])
        }
    }
}

extension CallbackDelivery.Outcome {
    fileprivate func words(_ isLast: Bool) -> String {
        switch self {
        case .delivered: "delivered"
        case .failed(let reason): "failed: \(reason)" + (isLast ? " Given up." : "")
        case .impossible(let reason): "failed: \(reason) Given up."
        }
    }
}
