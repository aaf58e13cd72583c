import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The line of hints.
struct Hints {
    private let state: AppState
    /// Whether what is asked can be read; if not, a yes does nothing.
    private let isReadable: Bool
    /// Asked for once: each of the hints is about it.
    private let task: VideoTask?

    init(_ state: AppState, isReadable: Bool = true) {
        (self.state, self.isReadable) = (state, isReadable)
        task = state.selectedTask
    }

    /// As many hints as there is room for, the help first.
    ///
    /// What there is no room for is not asked whether it would do something: this is drawn with each key.
    func line(columns: Int) -> [(String, Style)] {
        let stack = Context.stack(state)
        var pieces: [(String, Style)] = [(" \(helpKey(stack))", .key), (" help", .hint)]
        var used = width(pieces)
        var offered: [Binding] = []
        for binding in stack.lazy.flatMap({ state.keymap[$0] }) where isOffered(binding, after: offered) {
            let next: [(String, Style)] = [("  " + binding.firstName, .key), (" " + word(for: binding), .hint)]
            guard used + width(next) <= columns else { break }
            pieces += next
            used += width(next)
            offered.append(binding)
        }
        return pieces
    }

    private func width(_ pieces: [(String, Style)]) -> Int { pieces.reduce(0) { $0 + PlainText.columns(of: $1.0) } }

    /// A question takes nothing for help but F1.
    private func helpKey(_ stack: [Context]) -> String {
        let isHere = stack.contains(.everywhere)
        return state.keymap.key(for: .help, in: isHere ? [.everywhere, .always] : [.always])
    }

    /// What the key does here, where that is not what it does elsewhere.
    private func word(for binding: Binding) -> String {
        if binding.action == .review, case .subject = state.overlays.last { return "done" }
        if binding.action == .remove, state.overlays.isEmpty, task?.state.isUnsent == true {
            return "take back"
        }
        if binding.action == .open, state.overlays.isEmpty, state.selectedFold != nil { return "unfold" }
        if binding.action == .open, state.isFirstStart, state.overlays.isEmpty { return "begin" }
        if binding.action == .pollNow, task?.isOverdue(at: state.now) == true { return "ask on" }
        if binding.action == .yes, case .question(let question) = state.overlays.last { return question.yes }
        return binding.title
    }

    /// Whether it would do something here that is not offered yet.
    private func isOffered(_ binding: Binding, after offered: [Binding]) -> Bool {
        guard binding.isHinted, !binding.keys.isEmpty, binding.action != .help else { return false }
        let isKnown = offered.contains {
            $0.action == binding.action || $0.title == binding.title
                || binding.keys.first.map($0.keys.contains) == true
        }
        return !isKnown && isOffered(binding.action)
    }

    /// Whether a key would do something worth a hint for what is selected.
    private func isOffered(_ action: UserAction) -> Bool {
        guard state.refusal(of: action) == nil, isReadable || action != .yes else { return false }
        guard state.overlays.isEmpty else { return true }
        switch state.screen {
        case .queue, .library: return isOfferedForTask(action)
        case .references:
            guard action == .makePictures else { return true }
            return state.selectedSubject.map { $0.pictures.isEmpty && state.making($0.name) == nil } == true
        case .log: return action != .move(.bottom) || !state.log.isFollowing
        case .compose: return action != .completeName || state.nameOffers.isEmpty
        }
    }

    private func isOfferedForTask(_ action: UserAction) -> Bool {
        guard let task else {
            return ![.filter, .mark, .order].contains(action) || state.shownTasks?.filter.isThere == true
        }
        switch action {
        case .openVideo: return state.selectedFold == nil
        case .forget: return task.state.isSettled
        case .pollNow: return task.state.isPolled || task.state == .gone
        case .open, .filter, .mark, .order: return state.detailTop == nil
        default: return true
        }
    }
}
