import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The line of hints.
struct Hints {
    private let state: AppState

    init(_ state: AppState) { self.state = state }

    /// As many hints as there is room for, the help first.
    func line(columns: Int) -> [(String, Style)] {
        let help: [(String, Style)] = [(" \(helpKey)", .key), (" help", .hint)]
        var pieces = help
        var used = width(help)
        for binding in bindings {
            let next: [(String, Style)] = [("  " + name(of: binding), .key), (" " + word(for: binding), .hint)]
            guard used + width(next) <= columns else { break }
            pieces += next
            used += width(next)
        }
        return pieces
    }

    private func width(_ pieces: [(String, Style)]) -> Int { pieces.reduce(0) { $0 + PlainText.columns(of: $1.0) } }

    /// A question takes nothing for help but F1.
    private var helpKey: String { Context.stack(state).contains(.everywhere) ? "?" : "F1" }

    /// What the key does here, where that is not what it does elsewhere.
    private func word(for binding: Binding) -> String {
        if binding.action == .review, case .subject = state.overlays.last { return "done" }
        if binding.action == .remove, state.overlays.isEmpty, state.selectedTask?.state.isUnsent == true {
            return "take back"
        }
        if binding.action == .pollNow, state.selectedTask?.isOverdue(at: state.now) == true { return "ask on" }
        if binding.action == .yes, case .question(let question) = state.overlays.last { return question.yes }
        return binding.hint
    }

    private func name(of binding: Binding) -> String {
        binding.keys.first?.map(\.description).joined(separator: " ") ?? ""
    }

    /// What would do something here, each thing once.
    private var bindings: [Binding] {
        var offered: [Binding] = []
        for binding in Context.stack(state).flatMap({ Keymap.table[$0] ?? [] }) {
            let isKnown = offered.contains { $0.action == binding.action || $0.hint == binding.hint }
            guard !binding.hint.isEmpty, binding.action != .help, !isKnown, isOffered(binding.action) else { continue }
            offered.append(binding)
        }
        return offered
    }

    /// Whether a key would do something for what is selected.
    private func isOffered(_ action: UserAction) -> Bool {
        switch state.overlays.last {
        case .subject(let form): isOffered(action, on: form.focus.kind)
        case .some: true
        case nil: isOfferedOnScreen(action)
        }
    }

    private func isOfferedOnScreen(_ action: UserAction) -> Bool {
        switch state.screen {
        case .queue where action == .back: state.detailTop != nil
        case .queue, .library: isOfferedForTask(action)
        case .references: isOfferedForReference(action)
        case .compose: isOffered(action, on: state.compose.focus.kind)
        case .log: isOfferedInLog(action)
        }
    }

    private func isOfferedInLog(_ action: UserAction) -> Bool {
        switch action {
        case .open: state.log.isTypingFilter || state.log.selection?.exchange != nil
        case .move: !state.log.isFollowing
        default: true
        }
    }

    private func isOffered(_ action: UserAction, on kind: ComposeField.Kind) -> Bool {
        switch action {
        case .enterField: kind == .text
        case .nextChoice: kind == .choice
        default: true
        }
    }

    private func isOfferedForReference(_ action: UserAction) -> Bool {
        let references = state.compose.draft.references
        switch action {
        case .open, .edit, .remove: return !references.isEmpty
        case .moveUp, .moveDown: return references.count > 1
        case .pickSubject: return !state.subjects.isEmpty
        case .keepSubject:
            guard let index = state.references.selection, case .subject = references[index] else { return false }
            return true
        case .makePictures:
            guard let index = state.references.selection, case .subject(let subject) = references[index] else {
                return false
            }
            return subject.pictures.isEmpty
        default: return true
        }
    }

    private func isOfferedForTask(_ action: UserAction) -> Bool {
        if action == .undo { return state.taskInGrace != nil }
        guard let task = state.selectedTask else { return !isAboutTask(action) }
        switch action {
        case .add: return task.state == .lost
        case .send: return canBeSent(task)
        case .remove: return task.state.isUnsent || task.state.isPolled || task.state == .gone
        case .forget: return task.state.isSettled
        case .hold: return task.canBeHeld
        case .download: return task.state == .done || task.state == .unsaved
        case .openVideo: return task.file != nil
        case .pollNow: return task.state.isPolled || task.state == .gone
        case .open: return state.detailTop == nil
        default: return true
        }
    }

    private func canBeSent(_ task: VideoTask) -> Bool {
        switch task.state {
        case .held, .lost: true
        case .failed: task.taskID == nil
        case .out, .retry: state.hold(on: task) != nil
        default: false
        }
    }

    private func isAboutTask(_ action: UserAction) -> Bool {
        [.open, .add, .send, .hold, .remove, .forget, .download, .openVideo, .pollNow].contains(action)
    }
}
