import BachAPI
import FoundationEssentials
import TerminalKit
import ToccataApp
import ToccataCore

let start = Date(timeIntervalSince1970: 1_800_000_000)
let room = Room(columns: 40, rows: 10)

/// A console in front of the embedded server, with these tasks.
func makeState(_ tasks: [VideoTask] = []) -> AppState {
    let destination = Destination(server: .local, folder: "~/videos")
    var state = AppState(destination: destination, places: Places(home: "/home/jo", directory: "/films"), now: start)
    if !tasks.isEmpty { _ = reduce(&state, .tasksChanged(tasks)) }
    return state
}

func makeTask(_ id: String, _ state: TaskState = .running, age: Double = 60) -> VideoTask {
    var task = VideoTask(
        id: ShortID(rawValue: id),
        mode: .textToVideo,
        server: .local,
        origin: .console,
        holder: nil,
        request: ["prompt": .string("prompt of \(id)"), "seed": 7],
        createdAt: start.addingTimeInterval(-age)
    )
    task.state = state
    if !state.isUnsent && state != .lost && state != .sending { task.taskID = "t-\(id)" }
    return task
}

extension AppState {
    /// What Compose shows beside its fields.
    var shown: [ComposeField: [FieldProblem]] { shown(problems) }

    /// Carries the state through a person's wishes; the effects of the last one, but for what keeps where a person is.
    @discardableResult
    mutating func press(_ wishes: UserAction...) -> [Effect] {
        wishes.map { go($0).filter { !$0.isAboutSession } }.last ?? []
    }

    /// As ``press(_:)``, with all effects.
    mutating func go(_ wish: UserAction) -> [Effect] { reduce(&self, .user(wish, room)) }

    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        text.map { reduce(&self, .typed(.character($0), room)) }.last ?? []
    }
}

/// What a service says that keeps everything from going out to it; without one a person's pause.
func makeHold(_ server: ServerIdentity? = .local) -> Hold {
    let reason = server == nil ? Hold.pauseReason : "Insufficient credit package."
    return Hold(number: 1, server: server, reason: reason, code: server == nil ? nil : 1302, since: start)
}

extension Effect {
    var isAboutSession: Bool {
        switch self {
        case .recordSession, .schedule(.session, _): true
        default: false
        }
    }
}

/// A console in References with these images.
func makeState(referringTo images: [String]) -> AppState {
    var state = makeState()
    state.press(.show(.references))
    for image in images {
        state.press(.add)
        state.type(image)
        state.press(.open)
    }
    return state
}

/// A subject with a name and two pictures, typed.
func makeStateWithSubject() -> AppState {
    var state = makeState(referringTo: [])
    state.press(.addSubject)
    state.type("anna")
    state.press(.nextField, .nextField, .nextChoice, .nextField, .nextChoice, .nextField)
    state.type("1.png")
    state.press(.nextField, .nextField)
    state.type("https://x/3.png")
    return state
}
