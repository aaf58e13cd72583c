import ToccataCore

extension AppState {
    mutating func takeAnswer(_ wish: UserAction, _ room: Room, _ question: Question) -> [Effect] {
        switch wish {
        case .yes where !room.isReadable: refuseUnread()
        case .yes:
            overlays.removeLast()
            let effects = carryOut(question)
            remember(effects)
            return effects
        case .no, .back: overlays.removeLast()
        default: break
        }
        return []
    }

    /// Nothing is spent or deleted on a screen that does not say so.
    mutating func refuseUnread() {
        notice = .warning("Nothing was done: the window is too small to read what it would be.")
    }

    private mutating func carryOut(_ question: Question) -> [Effect] {
        switch question {
        case .sendAgain(let id), .sendSame(let id), .release(let id):
            notice = isPaused ? .warning("\(id) waits: \(pauseWords).") : Notice("\(id) goes out.")
            return [.release(id)]
        case .resumeOutbox: return [.resumeOutbox]
        case .forget(let id):
            notice = Notice("Forgetting \(id); \(key(.undo, in: .tasks)) brings it back.")
            return [.forget(id)]
        case .takeBack(let id):
            notice = Notice("Taking \(id) back; \(key(.undo, in: .tasks)) brings it back, held.")
            return [.takeBack(id)]
        case .stopWatching(let id): return [.stopWatching(id)]
        case .bulk(let bulk): return carryOut(bulk)
        case .deleteSubject(let name): return deleteSubject(name)
        case .deleteDraft(let name): return deleteDraft(name)
        case .makePictures(let subject): return makePictures(of: subject)
        case .quit: return leave()
        }
    }

    /// Quitting asks only while something would be cut off or stay unsent.
    mutating func askToQuit() -> [Effect] {
        if overlays.last == .question(.quit) { return [] }
        return isBusy ? ask(.quit) : leave()
    }

    /// Whether something is waiting to go out, going out, or coming in.
    private var isBusy: Bool {
        !uploads.isEmpty || queue.count { [.out, .retry, .sending, .downloading].contains($0) } > 0
    }

    mutating func leave() -> [Effect] {
        keepForm()
        isQuitting = true
        return recordDraft() + recordSession() + [.quit]
    }

    /// Cancels what is in front; with nothing in front, warns first and leaves the second time; text stays.
    mutating func interrupt() -> [Effect] {
        if isWarnedOfInterrupt { return leave() }
        if case .subject(let form) = overlays.last {
            close(form)
        } else if !overlays.isEmpty {
            overlays.removeLast()
        } else if !nameOffers.isEmpty {
            compose.completion = nil
        } else {
            isWarnedOfInterrupt = true
            notice = .warning("C-c again quits. Nothing is lost: the draft is kept, sent tasks go on.")
        }
        return []
    }
}
