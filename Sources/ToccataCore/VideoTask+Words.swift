extension VideoTask {
    /// What is added to the words of a service that failed while it made a task.
    static let mayBeMade = " A task may have been made."

    /// Its message in two: what the service said, and what is said here, where the trouble is on this side.
    ///
    /// Where it cannot be told whose words they are, they are ours: nobody is quoted with what was not said.
    package var words: (service: String?, own: String?) {
        // What was taken back goes out no more, whoever releases it.
        guard let message, state != .stopped || !isHoldOfPerson else { return (nil, nil) }
        guard isOfService else { return (nil, message) }
        guard message.hasSuffix(Self.mayBeMade) else { return (message, nil) }
        return (String(message.dropLast(Self.mayBeMade.count)), String(Self.mayBeMade.dropFirst()))
    }

    private var isOfService: Bool {
        switch state {
        case .pending, .running: true
        case .downloading: !hasBrokenOff
        case .failed: taskID != nil || code != nil
        case .lost: code != nil
        case .out, .held, .sending, .retry, .done, .unsaved, .stopped, .gone: false
        }
    }

    /// Whether its download broke off, and goes on by itself from where it is.
    package var hasBrokenOff: Bool { state == .downloading && retryAt != nil }

    /// Whether it is not saved for a reason that may pass, and is tried again by itself.
    package var isSavedLater: Bool { state == .unsaved && retryAt != nil }
}
