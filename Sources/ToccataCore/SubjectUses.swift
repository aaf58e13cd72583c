package import BachAPI
package import FoundationEssentials

/// How many tasks used each subject, by its name, and when the last of them was sent.
///
/// What was sent counts, and not what was forgotten since. Multi-image sends no names, so its tasks use none.
package struct SubjectUses: Equatable, Sendable {
    package struct Use: Equatable, Sendable {
        package var count: Int
        package var lastAt: Date

        package init(count: Int, lastAt: Date) {
            self.count = count
            self.lastAt = lastAt
        }

        /// How often and when, as people read it: `12 uses, 3h ago`.
        package func words(at now: Date) -> String {
            "\(count) use\(count == 1 ? "" : "s"), \(Age.ago(lastAt, now: now))"
        }
    }

    private var uses: [String: Use] = [:]

    package init() {}

    package init(_ tasks: some Sequence<VideoTask>) {
        for task in tasks { learn(task, from: nil) }
    }

    package subscript(name: String) -> Use? { uses[name] }

    /// Takes in a task as it is now, and as it was.
    package mutating func learn(_ task: VideoTask, from before: VideoTask?) {
        guard task.mode == .elementsToVideo, let sentAt = task.sentAt, before?.sentAt == nil else { return }
        add(task.request, sentAt: sentAt)
    }

    /// Takes in what was sent: each name in it once, however many references have it.
    package mutating func add(_ request: JSONValue, sentAt: Date) {
        for name in Self.names(in: request) {
            let use = uses[name] ?? Use(count: 0, lastAt: sentAt)
            uses[name] = Use(count: use.count + 1, lastAt: max(use.lastAt, sentAt))
        }
    }

    /// A task is not there any more; when its subjects were used last stays true.
    package mutating func forget(_ task: VideoTask) {
        guard task.mode == .elementsToVideo, task.sentAt != nil else { return }
        for name in Self.names(in: task.request) {
            guard let use = uses[name] else { continue }
            uses[name] = use.count > 1 ? Use(count: use.count - 1, lastAt: use.lastAt) : nil
        }
    }

    private static func names(in request: JSONValue) -> Set<String> {
        Set((request["reference_inputs"]?.arrayValue ?? []).compactMap { $0["subject"]?["subject_name"]?.stringValue })
    }
}
