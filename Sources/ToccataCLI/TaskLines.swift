import BachAPI
package import FoundationEssentials
import PlainText
package import ToccataCore
import ToccataLedger

/// Tasks as lines for people; every text in them has gone through the filter.
package enum TaskLines {
    /// The columns of `toccata tasks`; the prompt takes the rest of `width`.
    package static func table(_ tasks: [VideoTask], _ late: [Lateness], now: Date, width: Int) -> [String] {
        let header = "STATE  ID      KIND     AGE  PROMPT"
        return [header]
            + zip(tasks, late).map { task, lateness in
                let start = [
                    task.state.label.padded(to: 5), task.id.rawValue, task.mode.abbreviation.padded(to: 4),
                    leftPadded(Age.text(since: task.createdAt, now: now), to: 6),
                ].joined(separator: "  ")
                return PlainText.cut(start + "  " + mark(task, lateness, now) + task.prompt, to: width)
            }
    }

    private static func mark(_ task: VideoTask, _ lateness: Lateness, _ now: Date) -> String {
        if let retryAt = task.retryAt, task.hasBrokenOff {
            let wait = retryAt.timeIntervalSince(now)
            return wait > 0 ? "(cut, goes on in \(Age.span(.seconds(wait)))) " : "(cut, goes on now) "
        }
        if task.isSavedLater { return "(not saved, is tried again) " }
        return lateness.isOverdue ? "(no end?) " : lateness.slowness == nil ? "" : "(slow) "
    }

    /// One task with everything that happened to it.
    ///
    /// - Parameter late: What is out of the usual about how long it takes.
    static func details(_ task: VideoTask, late: String?, events: [RecordedEvent]) -> [String] {
        let fields: [(String, String?)] = [
            ("Id", task.id.rawValue), ("State", "\(task.state.label)  \(task.status?.rawValue ?? "")"),
            ("Message", task.message), ("Late", late), ("Code", codeText(task)), ("Mode", task.mode.rawValue),
            ("Server", task.isPlaceholder ? "local (LOCAL placeholder videos)" : task.server.name),
            ("Task id", task.taskID), ("External id", task.externalID), ("Video URL", task.videoURL),
            ("Watermarked", task.watermarkURL), ("Pictures", pictures(task)), ("File", task.file),
            ("Prompt", task.prompt), ("Tags", task.tags.isEmpty ? nil : task.tags.words.joined(separator: " ")),
            ("Request", task.request.text()), ("Created", TaskReport.time(task.createdAt)),
            ("Tries", TryReport.text(events)),
            ("Finished", task.finishedAt.map(TaskReport.time)), ("Took", task.took.map { "about \(Age.span($0))" }),
        ]
        let lines = fields.compactMap { name, value in value.map { field(name, $0) } }
        return lines + ["", "Events"] + events.map(line)
    }

    /// What `submit` says of a task when it is done.
    static func result(_ task: VideoTask) -> [String] {
        let fields: [(String, String?)] = [
            ("Id", task.id.rawValue), ("Task id", task.taskID),
            ("State", "\(task.state.label)  \(task.status?.rawValue ?? "")"), ("Video URL", task.videoURL),
            ("File", task.file),
        ]
        return fields.compactMap { name, value in value.map { field(name, $0) } }
    }

    private static func pictures(_ task: VideoTask) -> String? {
        task.pictures.isEmpty ? nil : task.pictures.joined(separator: "  ")
    }

    private static func codeText(_ task: VideoTask) -> String? {
        guard let code = task.code else { return nil }
        guard let known = task.knownCode else { return String(code) }
        return "\(code) \(known.meaning). \(known.advice)"
    }

    private static func field(_ name: String, _ value: String) -> String {
        PlainText.line(name.padded(to: 12) + value)
    }

    private static func line(_ event: RecordedEvent) -> String {
        let words = [
            TaskReport.time(event.at), event.state.label.padded(to: 6), event.source.padded(to: 9),
            event.status?.rawValue ?? "", event.message ?? "",
        ]
        return PlainText.line("  " + words.joined(separator: " "))
    }

    private static func leftPadded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
