import BachAPI
import ToccataCore

extension AppState {
    mutating func replaceTasks(_ tasks: [VideoTask]) {
        queue.replace(with: tasks)
        durations = DurationHistory(tasks)
        library.replace(with: tasks.filter(\.isInLibrary))
        isLoaded = true
    }

    mutating func update(_ task: VideoTask) {
        let before = queue.update(task)
        durations.learn(task, from: before)
        noteChange(of: task, from: before)
        noteEndOfGrace(of: task, from: before)
        if let before, before.request != task.request {
            pictureLinks.merge(LocalPictures.uploads(from: before.request, to: task.request)) { $1 }
        }
        if task.isInLibrary { library.update(task) } else { library.remove(task.id) }
    }

    mutating func remove(_ id: ShortID) {
        if queue.task(id) != nil { log.add(Note(Notice("\(id) is forgotten here."), at: now)) }
        queue.remove(id)
        library.remove(id)
    }

    mutating func takeTaskKey(_ wish: UserAction) -> [Effect] {
        guard let task = selectedTask else { return [] }
        switch wish {
        case .send: return askToSend(task)
        case .add: return askForID(of: task)
        case .forget: return ask(.forget(task.id))
        case .hold: return hold(task)
        case .remove: return askToStop(task)
        case .download: return download(task)
        case .openVideo: return openVideo(of: task)
        case .pollNow: return pollNow(task)
        default: return []
        }
    }

    mutating func ask(_ question: Question) -> [Effect] {
        overlays.append(.question(question))
        return []
    }

    private mutating func refuse(_ why: String) -> [Effect] {
        notice = .warning(why)
        return []
    }

    private mutating func askToSend(_ task: VideoTask) -> [Effect] {
        switch task.state {
        case .out where hold(on: task) != nil, .retry where hold(on: task) != nil: ask(.resumeOutbox)
        case .held: ask(.release(task.id))
        case .lost where task.externalID != nil: ask(.sendSame(task.id))
        case .lost: ask(.sendAgain(task.id))
        case .failed where task.taskID == nil:
            // Of a failure inside the service nobody knows what it left behind; every other one made nothing.
            ask(mayHaveBeenMade(task) ? .sendAgain(task.id) : .release(task.id))
        default: refuse("Only a task that is held, lost or failed before it was made can be sent again.")
        }
    }

    /// A failure inside the service, of which nobody has found out what it left behind.
    private func mayHaveBeenMade(_ task: VideoTask) -> Bool {
        task.knownCode?.kind == .internalError && task.externalID == nil
    }

    private mutating func askForID(of task: VideoTask) -> [Effect] {
        guard task.state == .lost else { return refuse("Only a lost task can be given an id.") }
        overlays.append(.input(LineInput(.attach(task.id))))
        return []
    }

    private mutating func askToStop(_ task: VideoTask) -> [Effect] {
        switch task.state {
        case .out where task.isInGrace(at: now): takeBack(task)
        case .out, .held, .retry: ask(.takeBack(task.id))
        case .pending, .running, .gone: ask(.stopWatching(task.id))
        case .sending: refuse("It is being sent at this moment.")
        case .lost: refuse("It may have been made: attach its id (a), send it again (s) or forget it (X).")
        case .downloading: refuse("It has finished; the video is being downloaded.")
        case .done, .unsaved, .failed, .stopped: refuse("It has ended. X forgets it.")
        }
    }

    /// Asks nothing: what is held can be sent at any time, what was sent cannot be called back.
    private mutating func hold(_ task: VideoTask) -> [Effect] {
        switch task.state {
        case .out, .retry:
            notice = Notice("Holding \(task.id) ...")
            return [.hold(task.id)]
        case .held: return refuse("It is held: s sends it, x takes it back.")
        case .sending: return refuse("It is being sent at this moment.")
        default: return refuse("Only a task that is not sent yet can be held.")
        }
    }

    private mutating func download(_ task: VideoTask) -> [Effect] {
        switch task.state {
        case .done, .unsaved:
            notice = Notice("Downloading \(task.id) ...")
            return [.download(task.id)]
        case .downloading: return refuse("It is being downloaded.")
        default: return refuse("There is no video to download yet.")
        }
    }

    private mutating func openVideo(of task: VideoTask) -> [Effect] {
        guard let file = task.file else { return refuse("There is no file to open yet.") }
        guard task.mode != .textToSubject else {
            return refuse("The pictures are in \(file); the subject is in the library, for References (4).")
        }
        notice = Notice("Opening \(PictureSource(file).shortName)")
        return [.open(file: file)]
    }

    private mutating func pollNow(_ task: VideoTask) -> [Effect] {
        if task.state == .lost, task.externalID != nil {
            notice = Notice("Asking the service for \(task.id) by its external id")
            return [.pollNow(task.id)]
        }
        guard task.taskID != nil else { return refuse("It has no id at the service yet.") }
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
