import BachAPI
import FoundationEssentials
import TerminalKit
import ToccataApp
import ToccataCore
import ToccataUI

let start = Date(timeIntervalSince1970: 1_800_000_000)

/// A console with a person at it: chords by name in, frames out.
struct Desk {
    var state: AppState
    var size: Size
    /// Every effect so far, oldest first.
    var effects: [Effect] = []
    /// Whether there is quiet after each key.
    var waitsForQuiet = true
    /// How often something was answered with yes.
    var yeses = 0

    init(columns: Int = 80, rows: Int = 24, server: ServerIdentity = .local, tasks: [VideoTask] = []) {
        let destination = Destination(server: server, folder: "~/.local/share/toccata/videos")
        state = AppState(destination: destination, places: Places(home: "/home/jo", directory: "/films"), now: start)
        size = Size(columns: columns, rows: rows)
        take(.tasksChanged(tasks))
    }

    mutating func take(_ action: Action) {
        if case .user(.yes, _) = action { yeses += 1 }
        let following = reduce(&state, action)
        effects += following
        for case .recordDraft(let draft, let name) in following {
            effects += reduce(&state, .draftRecorded(NamedDraft(name: name, draft: draft)))
        }
        // Nobody presses a key in the tenth of a second for which Detail waits.
        if waitsForQuiet, following.contains(.schedule(.detail, after: .milliseconds(100))) {
            effects += reduce(&state, .timerFired(.detail, state.now))
        }
    }

    /// Presses chords by their names, separated by spaces.
    mutating func press(_ names: String) {
        for name in names.split(separator: " ") { press(Chord(String(name)) ?? .escape) }
    }

    mutating func press(_ chord: Chord) { give(.key(chord)) }

    mutating func type(_ text: String) {
        for character in text { press(character == "\n" ? .enter : .character(character)) }
    }

    mutating func give(_ event: InputEvent) {
        for key in Keymap.keys(in: event, state: state) {
            if let action = Keymap.action(for: key, state: state, size: size, random: { _ in 4711 }) { take(action) }
        }
    }

    var frame: Frame { view(state, size: size) }

    /// The rows without the spaces behind them.
    var rows: [String] {
        frame.lines.map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    var screen: String { rows.joined(separator: "\n") }
}

func makeTask(
    _ id: String,
    _ state: TaskState = .running,
    prompt: String = "Lake at dawn, golden light, slow dolly back",
    mode: Mode = .textToVideo,
    server: ServerIdentity = .local,
    age: Double = 65
) -> VideoTask {
    var task = VideoTask(
        id: ShortID(rawValue: id),
        mode: mode,
        server: server,
        origin: .console,
        holder: nil,
        request: [
            "model_name": "bach-1.0-preview", "prompt": .string(prompt), "resolution": "720p", "duration": 6, "seed": 7,
        ],
        createdAt: start.addingTimeInterval(-age)
    )
    task.state = state
    if !state.isUnsent && state != .lost && state != .sending { task.taskID = "0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6" }
    return task
}

/// What a service says that keeps everything from going out to it; without one a person's pause.
func makeHold(_ server: ServerIdentity? = .local, _ reason: String = "Insufficient credit package.") -> Hold {
    Hold(number: 1, server: server, reason: reason, code: server == nil ? nil : 1302, since: start)
}
