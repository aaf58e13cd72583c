import BachAPI
import FoundationEssentials
import TerminalKit
import ToccataCore

/// What is remembered of the state before an action, to see what follows from the change.
struct Traces {
    let draft: NamedDraft
    let place: Place
    let selection: ShortID?
    let detail: ShortID?
    let selectionState: TaskState?
    let notice: Notice?
    let marks: Set<ShortID>
    let clockPeriod: Duration?

    /// Where the keys go; leaving a place records the draft.
    struct Place: Equatable {
        let screen: Screen
        let overlays: Int
        let focus: ComposeField
        let isEditing: Bool
    }

    init(_ state: AppState) {
        draft = state.compose.named
        place = Place(
            screen: state.screen,
            overlays: state.overlays.count,
            focus: state.compose.focus,
            isEditing: state.compose.isEditing
        )
        selection = state.selectedTask?.id
        detail = state.detailID
        selectionState = state.selectedTask?.state
        notice = state.notice
        marks = state.marks.ids
        clockPeriod = state.clockPeriod
    }
}

extension AppState {
    /// What follows from a change, whichever action made it.
    mutating func followUps(since before: Traces, _ action: Action) -> [Effect] {
        let now = Traces(self)
        logNotice(since: before)
        return recordings(before, now) + pictureLooks() + detailLook(before, now, action)
            + timers(before, now, action) + retitle(after: action) + sessionTimer()
    }

    /// The line of notices cuts what is long, and forgets it.
    private mutating func logNotice(since before: Traces) {
        guard let notice, notice != before.notice, notice.level > .information else { return }
        if log.lastNote?.text.hasSuffix(notice.text) != true { log.add(Note(notice, at: self.now)) }
    }

    /// The draft is recorded when its author turns elsewhere, and every two seconds while there is something new.
    private mutating func recordings(_ before: Traces, _ now: Traces) -> [Effect] {
        if now.place != before.place, compose.draft != compose.recorded {
            isAutosaveDue = false
            return recordDraft() + [.cancel(.autosave)]
        }
        let isTyped = now.draft != before.draft && compose.draft != compose.recorded
        guard isTyped, !isAutosaveDue else { return [] }
        // From the first key on, not anew with each: who types for minutes loses two seconds at most.
        isAutosaveDue = true
        return [.schedule(.autosave, after: .seconds(2))]
    }

    mutating func recordDraft() -> [Effect] {
        let left = compose.takeUnrecorded().map { Effect.recordDraft($0.draft, name: $0.name) }
        guard compose.draft != compose.recorded else { return left }
        compose.recorded = compose.draft
        // The open one last, for it is the one to go on with.
        return left + [.recordDraft(compose.draft, name: compose.name)]
    }

    /// Files are looked into once their names are no longer being typed.
    private mutating func pictureLooks() -> [Effect] {
        var sources = compose.draft.references.flatMap(\.pictures)
        let isTypingImage = compose.isTyping && compose.focus == .image && screen == .compose && overlays.isEmpty
        if !isTypingImage { sources.append(compose.draft.image) }
        if case .subject(let form) = overlays.last { sources += settledPictures(of: form) }
        var effects: [Effect] = []
        for path in sources.compactMap({ $0.path(in: places) }) where pictures.check(path) == .unknown {
            pictures.begin(path)
            effects.append(.checkPicture(path: path))
        }
        return effects
    }

    private func settledPictures(of form: SubjectForm) -> [PictureSource] {
        SubjectForm.Field.all.compactMap { field in
            guard case .picture = field, !(form.isTyping && form.focus == field) else { return nil }
            return PictureSource(typed: form.text(of: field))
        }
    }

    /// While the mark moves on, what it passes by is worth neither a read nor the bytes that show it.
    private mutating func detailLook(_ before: Traces, _ now: Traces, _ action: Action) -> [Effect] {
        guard let id = now.selection else {
            detailID = nil
            return []
        }
        let isMoved = id != before.selection
        if isMoved, case .user(.move, _) = action, detailTop == nil, detailID != nil {
            return [.schedule(.detail, after: .milliseconds(100))]
        }
        var isQuiet = false
        if case .timerFired(.detail, _) = action { isQuiet = true }
        if isMoved || isQuiet || detailID == nil || detailTop != nil { detailID = id }
        guard detailID == id, (id, now.selectionState) != (before.detail, before.selectionState) else { return [] }
        return [.loadHistory(id)]
    }

    /// Keys change nothing that the title says, and must not wait for its counts.
    private mutating func retitle(after action: Action) -> [Effect] {
        switch action {
        case .user, .typed, .pasted, .chosen, .reviewAsked, .prefixPressed, .keyIgnored: return []
        default: break
        }
        let now = title
        guard now != toldTitle else { return [] }
        toldTitle = now
        return [.tell(.title(now))]
    }

    private func timers(_ before: Traces, _ now: Traces, _ action: Action) -> [Effect] {
        var effects: [Effect] = []
        if let notice, notice != before.notice, notice.level != .error {
            effects.append(.schedule(.notice, after: .seconds(8)))
        }
        var isDue = now.clockPeriod != before.clockPeriod
        if case .timerFired(.clock, _) = action { isDue = true }
        if isDue { effects.append(clockPeriod.map { .schedule(.clock, after: $0) } ?? .cancel(.clock)) }
        return effects
    }

    /// How often ages on the screen are worth a look: each second while a send can be taken back; while something goes
    /// on, or ages are told in seconds, every five seconds; then, and while something is tried again, every minute, and
    /// later every ten.
    var clockPeriod: Duration? {
        if taskInGrace != nil { return .seconds(1) }
        if activeCount > 0 { return .seconds(5) }
        if case .down = network { return .seconds(5) }
        guard let newest = queue.tasks.first else { return nil }
        switch now.timeIntervalSince(newest.finishedAt ?? newest.createdAt) {
        case ..<60: return .seconds(5)
        case ..<3600: return .seconds(60)
        case _ where queue.hasSavedLater: return .seconds(60)
        default: return .seconds(600)
        }
    }
}
