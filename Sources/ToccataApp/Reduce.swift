import FoundationEssentials
import TerminalKit
import ToccataCore

/// Carries the console through one thing that happened.
///
/// The only way the state changes; everything else that has to be done comes back as data.
package func reduce(_ state: inout AppState, _ action: Action) -> [Effect] {
    let before = Traces(state)
    let effects = state.take(action)
    if state.marks.ids != before.marks { state.tellStatesOfMarks() }
    return effects + state.followUps(since: before, action)
}

extension AppState {
    mutating func take(_ action: Action) -> [Effect] {
        switch action {
        case .user, .typed, .pasted, .chosen, .reviewAsked, .prefixPressed, .keyIgnored: takeInput(action)
        case .tasksChanged, .taskChanged, .taskRemoved, .taskRecorded, .sendFailed, .historyLoaded, .downloadProgressed,
            .uploadProgressed:
            takeTasks(action)
        default: takeNews(action)
        }
    }

    private mutating func takeInput(_ action: Action) -> [Effect] {
        if !(isPromising && action.isNoAct) { notice = nil }
        broughtBack = []
        prefix = nil
        isTouched = true
        if case .user(.interrupt, _) = action { return interrupt() }
        isWarnedOfInterrupt = false
        switch action {
        case .user(let wish, let room): return take(wish, room)
        case .typed(let chord, let room): type(chord, room)
        case .pasted(let text):
            compose.completion = nil
            edit { $0.insert(text) }
        case .chosen(let item, let action): return choose(item, action)
        case .reviewAsked(let seed): return openReview(seed: seed)
        case .prefixPressed(let chord): prefix = chord
        case .keyIgnored:
            if isTypingAside {
                notice = Notice("\(key(.open, in: .form)) or \(key(.enterField)) types into the field again.")
            }
        default: break
        }
        return []
    }

    private mutating func takeTasks(_ action: Action) -> [Effect] {
        switch action {
        case .tasksChanged(let tasks): replaceTasks(tasks)
        case .taskChanged(let task): return update(task)
        case .taskRemoved(let id): remove(id)
        case .taskRecorded(let task):
            let effects = update(task)
            if isAwaitingTask {
                queue.select(task.id)
                queue.show(group(of: task))
                noteRecorded(task)
            } else if sentTogether.take(task.id) {
                noteRecorded(task)
            }
            isAwaitingTask = false
            return effects
        case .sendFailed(let reason):
            isAwaitingTask = false
            sentTogether.awaited = max(0, sentTogether.awaited - 1)
            return takeNews(.noted(Note(.error(reason), at: now)))
        case .historyLoaded(let id, let happenings, let before):
            history = TaskHistory(id: id, happenings: happenings, sentBefore: before)
        case .downloadProgressed(let id, let progress): downloads[id] = progress
        case .uploadProgressed(let id, let progress): uploads[id] = progress
        default: break
        }
        return []
    }

    private mutating func takeNews(_ action: Action) -> [Effect] {
        switch action {
        case .networkChanged(let network):
            take(network)
        case .polls(let polls): self.polls = polls
        case .holdsChanged(let holds): take(holds)
        case .ledgerTroubled(let trouble): return take(trouble)
        case .noted(let note): take(note)
        case .answered(let note):
            log.add(note)
            notice = note.notice
        case .exchangesRecorded(let exchanges):
            log.add(exchanges)
            if !polls, let network = network.seen(in: exchanges, at: now) { take(network) }
        case .exchangeLoaded(let number, let recorded): take(recorded, number)
        case .filesFound(let files): take(files: files)
        case .sessionLoaded(let session): restore(session)
        case .draftLoaded(let draft, let name): load(draft, name)
        case .draftsLoaded(let drafts): take(drafts)
        case .revisionsLoaded(let revisions, let name): take(revisions, of: name)
        case .draftRecorded(let named): compose.noteKept(named)
        case .draftContested(let name, let revision): noteRival(of: name, revision)
        case .draftNotRecorded(let name, let reason):
            compose.noteUnrecorded(name)
            take(Note(.error("The draft is not saved yet. \(reason)"), at: now))
        case .textEdited(let edited): return take(edited)
        case .subjectsLoaded(let subjects): take(subjects)
        case .pictureChecked(let path, let finding): return take(finding, path)
        case .filesListed(let names, let beginning, let typed): complete(typed, beginning, with: names)
        case .uploadFound(let path, let time): pictures.recordUpload(time, of: path)
        case .tick(let now): self.now = now
        case .focusChanged(let hasFocus): self.hasFocus = hasFocus
        case .timerFired(let timer, let now): return take(timer, now)
        case .hungUp: return leave()
        default: break
        }
        return []
    }

    /// What was typed before the ledger had been read stays, behind the prompt that was kept.
    private mutating func load(_ kept: Draft, _ name: String) {
        var draft = kept
        if !compose.isRecorded { draft.prompt += compose.draft.prompt }
        compose.load(draft, name: name, recorded: kept)
        references.viewport.resize(count: draft.references.count)
    }

    private mutating func take(_ timer: Timer, _ now: Date) -> [Effect] {
        self.now = now
        switch timer {
        case .autosave:
            isAutosaveDue = false
            return recordDraft()
        case .notice:
            isWarnedOfInterrupt = false
            if notice?.level != .error { notice = nil }
        case .clock:
            queue.take(clock)
            library.take(clock)
        case .session:
            isSessionDue = false
            return recordSession()
        case .detail: break
        }
        return []
    }
}
