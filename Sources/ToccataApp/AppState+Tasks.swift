import BachAPI
import TerminalKit
import ToccataCore

extension AppState {
    mutating func replaceTasks(_ tasks: [VideoTask]) {
        queue.replace(with: tasks)
        durations = DurationHistory(tasks)
        subjectUses = SubjectUses(tasks)
        library.replace(with: tasks.filter(\.isInLibrary))
        marks.keep(only: tasks.lazy.map(\.id))
        tellStatesOfMarks()
        showBroughtBack()
        isLoaded = true
    }

    /// Selects what a person wanted back, with the groups of it folded that were.
    private mutating func showBroughtBack() {
        guard let newest = inOrder(broughtBack).first else { return }
        queue.setFolds(queue.folds.union(foldsBroughtBack.queue))
        library.setFolds(library.folds.union(foldsBroughtBack.library))
        let folds = shownTasks?.folds
        changeShownTasks { list in
            list.select(newest.id)
            if let folds { list.setFolds(folds) }
        }
    }

    mutating func update(_ task: VideoTask) -> [Effect] {
        let before = queue.update(task)
        if marks.contains(task.id), task.state != before?.state { tellStatesOfMarks() }
        durations.learn(task, from: before)
        subjectUses.learn(task, from: before)
        noteChange(of: task, from: before)
        noteEndOfGrace(of: task, from: before)
        if task.isInLibrary { library.update(task) } else { library.remove(task.id) }
        let looks = noteUploads(of: task, from: before)
        return (call(for: task, from: before).map { [.tell(.bell), .call($0)] } ?? []) + looks
    }

    /// Where pictures went up is looked again, and where the links of a task that failed are not trusted any more.
    private mutating func noteUploads(of task: VideoTask, from before: VideoTask?) -> [Effect] {
        guard let before else { return [] }
        var isNew = task.state == .failed && before.state != .failed
        if before.request != task.request {
            let links = LocalPictures.uploads(from: before.request, to: task.request)
            pictureLinks.merge(links) { $1 }
            isNew = isNew || !links.isEmpty
        }
        return isNew ? uploadLooks() : []
    }

    mutating func remove(_ id: ShortID) {
        if let task = queue.task(id) {
            log.add(Note(Notice("\(id) is forgotten here."), at: now))
            subjectUses.forget(task)
        }
        queue.remove(id)
        library.remove(id)
        marks.remove(id)
    }

    mutating func takeTaskKey(_ wish: UserAction) -> [Effect] {
        if wish == .tag { return askForTags() }
        if let bulk = bulk(wish) { return ask(.bulk(bulk)) }
        guard let task = selectedTask else { return [] }
        switch wish {
        case .clone where selectedFold != nil, .correct where selectedFold != nil:
            return selectedFold.map { wish == .clone ? clone($0) : correct($0) } ?? []
        case .send: return askToSend(task)
        case .add: return askForID(of: task)
        case .forget: return ask(.forget(task.id))
        case .moveDown: return moveTurn(of: task, by: 1)
        case .moveUp: return moveTurn(of: task, by: -1)
        case .clone: return clone(task, keepsSeed: true)
        case .cloneAnew: return clone(task, keepsSeed: false)
        case .correct: return correct(task)
        case .hold: return hold(task)
        case .remove: return askToStop(task)
        case .download: return download(task)
        case .openVideo: return openVideo(of: task)
        case .pollNow: return pollNow(task)
        case .copy(let part): return copy(part, of: task)
        default: return []
        }
    }

    mutating func ask(_ question: Question) -> [Effect] {
        overlays.append(.question(question))
        return []
    }

    private mutating func askToSend(_ task: VideoTask) -> [Effect] {
        switch task.state {
        case .out, .retry: ask(.resumeOutbox)
        case .lost where task.externalID != nil: ask(.sendSame(task.id))
        case .lost: ask(.sendAgain(task.id))
        // Of a failure inside the service nobody knows what it left behind; every other one made nothing.
        case .failed where mayHaveBeenMade(task): ask(.sendAgain(task.id))
        default: ask(.release(task.id))
        }
    }

    /// A failure inside the service, of which nobody has found out what it left behind.
    private func mayHaveBeenMade(_ task: VideoTask) -> Bool {
        task.knownCode?.kind == .internalError && task.externalID == nil
    }

    private mutating func askForID(of task: VideoTask) -> [Effect] {
        overlays.append(.input(LineInput(.attach(task.id))))
        return []
    }

    private mutating func askToStop(_ task: VideoTask) -> [Effect] {
        if task.isInGrace(at: now) {
            remember([.takeBack(task.id)])
            return takeBack(task)
        }
        return ask(task.state.isUnsent ? .takeBack(task.id) : .stopWatching(task.id))
    }

    /// Asks nothing: what is held can be sent at any time, what was sent cannot be called back.
    private mutating func hold(_ task: VideoTask) -> [Effect] {
        notice = Notice("Holding \(task.id) ...")
        let effects: [Effect] = [.hold(task.id)]
        remember(effects)
        return effects
    }

    private mutating func download(_ task: VideoTask) -> [Effect] {
        notice = Notice("Downloading \(task.id) ...")
        return [.download(task.id, task.copyMeant)]
    }

    private mutating func openVideo(of task: VideoTask) -> [Effect] {
        guard let file = task.file else { return [] }
        notice = Notice("Opening \(PictureSource(file).shortName)")
        return [.open(file: file)]
    }

    private mutating func pollNow(_ task: VideoTask) -> [Effect] {
        if task.state == .lost, task.externalID != nil {
            notice = Notice("Asking the service for \(task.id) by its external id")
            return [.pollNow(task.id)]
        }
        guard task.isOverdue(at: now) else {
            notice = Notice("Asking about \(task.id) now")
            return [.pollNow(task.id)]
        }
        notice = Notice("Asking about \(task.id) now, and further on")
        return [.keepAsking(task.id), .pollNow(task.id)]
    }
}

extension VideoTask {
    fileprivate var isInLibrary: Bool { file != nil }
}
