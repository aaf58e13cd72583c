import BachAPI
import TerminalKit
import ToccataCore

/// What can be copied of a task.
package enum TaskPart: String, CaseIterable, Hashable, Sendable {
    case url, id, prompt, file, message, seed, json

    /// What it is called in a sentence.
    package var name: String {
        switch self {
        case .url: "the video's URL"
        case .id: "the task's id"
        case .prompt: "the prompt"
        case .file: "the file's path"
        case .message: "the message"
        case .seed: "the seed"
        case .json: "the request as JSON"
        }
    }

    func text(of task: VideoTask) -> String? {
        switch self {
        case .url: task.videoURL ?? task.pictures.first
        case .id: task.taskID
        case .prompt: task.prompt.isEmpty ? nil : task.prompt
        case .file: task.file
        case .message: task.message
        case .seed: task.seed.map(String.init)
        case .json: task.request.text(.indented)
        }
    }
}

/// Where what is copied goes from here: chosen once, by where the console runs.
package enum ClipboardRoute: Equatable, Sendable {
    /// A program that takes it on its standard input, with a word for people.
    case program([String], name: String)
    /// OSC 52, which the terminal at the other end of the line understands or not.
    case terminal
    /// Nothing else is left: a file, whose name is told.
    case file
}

extension AppState {
    mutating func copy(_ part: TaskPart, of task: VideoTask) -> [Effect] {
        guard let text = part.text(of: task) else { return [] }
        // Longer than terminals take, it would be lost without a word.
        let base64Length = (text.utf8.count + 2) / 3 * 4
        guard clipboard == .terminal, base64Length <= TerminalMessage.longestClipboard else {
            return [.copy(text, what: part.name)]
        }
        notice = Notice("Copied \(part.name) by the terminal (OSC 52), if it allows that.")
        return [.tell(.clipboard(text))]
    }

    func refusal(toCopy part: TaskPart, of task: VideoTask) -> String? {
        part.text(of: task) == nil ? "There is nothing to copy: this task has not got \(part.name)." : nil
    }
}
