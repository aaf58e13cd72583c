import BachAPI
package import FoundationEssentials
import PlainText
package import ToccataCore

/// What `watch` writes of a task: a line for people, or a document for programs.
package enum WatchLine {
    package static func text(_ task: VideoTask, _ lateness: Lateness, at now: Date) -> String {
        let words: [String?] = [
            TaskReport.time(now), task.id.rawValue, task.state.label.padded(to: 5), what(task),
            LateWords.text(task, lateness, at: now),
        ]
        return PlainText.line(words.compactMap(\.self).joined(separator: "  "))
    }

    static func text(forgotten id: ShortID, at now: Date) -> String {
        PlainText.line("\(TaskReport.time(now))  \(id)  forgotten")
    }

    /// Who does the work, from now on.
    static func text(polls: Bool, unfinished count: Int) -> String {
        let tasks = "\(count) unfinished \(count == 1 ? "task" : "tasks")"
        return polls
            ? "watching \(tasks): this Toccata sends, polls and saves"
            : "watching \(tasks): another Toccata polls, this one reports and takes over when that one ends"
    }

    static func text(dropped count: Int) -> String { "(\(count) lines were not read in time and are left out)" }

    static func document(_ task: VideoTask, _ lateness: Lateness, at now: Date) -> String {
        document("task", at: now, member: "task", TaskReport.json(task, lateness))
    }

    static func document(forgotten id: ShortID, at now: Date) -> String {
        document("forgotten", at: now, member: "id", .string(id.rawValue))
    }

    static func document(dropped count: Int, at now: Date) -> String {
        document("dropped", at: now, member: "count", .integer(Int64(count)))
    }

    /// Whether both look the same to whoever reads `watch`.
    static func isSame(_ before: VideoTask, _ after: VideoTask) -> Bool {
        TaskReport.json(before) == TaskReport.json(after)
    }

    private static func document(_ event: String, at now: Date, member: String, _ value: JSONValue) -> String {
        let members: [(String, JSONValue)] = [
            ("schema", "toccata/1"), ("event", .string(event)), ("at", .string(TaskReport.time(now))), (member, value),
        ]
        return JSONValue.object(JSONObject(members)).text()
    }

    /// The most telling of what is known: where the video is, why something is wrong, the service's words, the prompt.
    private static func what(_ task: VideoTask) -> String {
        switch task.state {
        case .done: return task.file ?? ""
        case .unsaved:
            let since = task.unsavedSince.map { "not saved since \(TaskReport.time($0))" }
            return [since, task.message, "toccata download \(task.id) saves it"].compactMap { $0 }.joined(
                separator: "  "
            )
        case .out, .sending: return "\(task.mode.abbreviation)  \(task.prompt)"
        default:
            let code = task.code.map { "(code \($0))" }
            return [task.status?.rawValue, task.message, code].compactMap { $0 }.joined(separator: "  ")
        }
    }
}
