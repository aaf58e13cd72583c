import BachAPI
import PlainText
import ToccataCore

/// Why tasks do not go out, for people and as JSON.
enum HoldReport {
    /// What `toccata tasks` says below the table; nothing while sending goes on.
    static func lines(_ holds: [Hold]) -> [String] { holds.isEmpty ? [] : [""] + holds.map(line) }

    static func line(_ hold: Hold) -> String {
        let since = "since \(TaskReport.time(hold.since))"
        guard let server = hold.server else {
            return PlainText.line("Sending is paused \(since). P in the console lets it go on.")
        }
        return PlainText.line(
            "Sending to \(server.name) is on hold \(since): \(Sentence.ended(hold.reason)) s in the console lets it go on, "
                + "and so does a toccata submit that is taken."
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
