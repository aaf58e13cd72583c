package import FoundationEssentials

/// What is finished and not saved, of all tasks: paid for, and behind a link that does not live for ever.
package struct Unsaved: Equatable, Sendable {
    package var count: Int
    /// When the oldest of them was finished.
    package var since: Date

    /// Nil when everything is saved.
    package init?(_ times: some Collection<Date>) {
        guard let since = times.min() else { return nil }
        (count, self.since) = (times.count, since)
    }

    package init?(_ tasks: [VideoTask]) { self.init(tasks.compactMap(\.unsavedSince)) }

    /// `2 tasks are finished and not saved, the oldest since 3h`.
    package func words(at now: Date) -> String {
        let age = Age.text(since: since, now: now)
        if count == 1 { return "1 task is finished and not saved, since \(age)" }
        return "\(count) tasks are finished and not saved, the oldest since \(age)"
    }
}

extension VideoTask {
    /// Since when what it made waits to be saved; nil where nothing does.
    package var unsavedSince: Date? { state == .unsaved ? finishedAt ?? createdAt : nil }
}
