import BachAPI
import PlainText
import ToccataCore

/// Why tasks do not go out, for people and as JSON.
enum HoldReport {
    /// What `toccata tasks` says below the table; nothing while sending goes on.
    static func lines(_ holds: [Hold]) -> [String] { holds.isEmpty ? [] : [""] + holds.map(line) }

    /// The same of tasks that are held one by one, each with its reason.
    static func lines(heldAmong tasks: [VideoTask]) -> [String] {
        let held = tasks.filter { $0.state == .held }
        let lines = held.map { PlainText.line("\($0.id) is HELD: \($0.message ?? "It was not sent.")") }
        return lines.isEmpty ? [] : [""] + lines + ["toccata release ID sends one of them."]
    }

    static func line(_ hold: Hold) -> String {
        let since = "since \(TaskReport.time(hold.since))"
        guard let server = hold.server else {
            return PlainText.line(
                "Sending is paused \(since). P in the console or toccata release --sending lets it go on."
            )
        }
        return PlainText.line(
            "Sending to \(server.name) is on hold \(since): \(Sentence.ended(hold.reason)) s in the console lets it go on, "
                + "and so does toccata release --sending, or a toccata submit that is taken."
        )
    }

    /// The hold that keeps a task from going out; nil where none does.
    static func hold(on task: VideoTask, _ holds: [Hold]) -> Hold? {
        task.state == .out || task.state == .retry ? holds.first(concerning: task.server) : nil
    }

    static func json(_ hold: Hold?) -> JSONValue {
        guard let hold else { return .null }
        return [
            "reason": .string(hold.reason), "code": hold.code.map { .integer(Int64($0)) } ?? .null,
            "since": .string(TaskReport.time(hold.since)),
        ]
    }
}
