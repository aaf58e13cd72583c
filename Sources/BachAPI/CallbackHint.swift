package import FoundationEssentials

/// All that is taken from a callback: which task to ask the service about.
///
/// Nothing signs a callback, so that anybody who knows its address can send one. Its status, its message and its links
/// are never read: what became of the task, its service says when it is asked.
package struct CallbackHint: Hashable, Sendable {
    /// The service's id of the task.
    package var taskID: String?
    /// The sender's own id of it, in Kling's dialect.
    package var externalID: String?

    package init(taskID: String? = nil, externalID: String? = nil) {
        self.taskID = taskID
        self.externalID = externalID
    }

    /// Reads the body of a callback in either dialect; nil when it names no task.
    package init?(_ body: Data) {
        guard let json = try? JSONValue(parsing: body, .callback) else { return nil }
        taskID = Self.id(AnswerDecoder.id(json["task_id"]))
        externalID = Self.id(AnswerDecoder.text(json["task_info"]?["external_task_id"]))
        if taskID == nil && externalID == nil { return nil }
    }

    /// Longer ones are none: they would only fill the memory.
    private static func id(_ text: String?) -> String? { text.flatMap { $0.utf8.count <= longestID ? $0 : nil } }

    /// Bytes; the ids that are known have 36 and 18, an external one that a person chose may have more.
    static let longestID = 512
}
