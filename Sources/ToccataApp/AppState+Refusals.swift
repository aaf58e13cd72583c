import BachAPI
import TerminalKit
package import ToccataCore

/// Why something cannot be done now, in the words that a person is told.
extension AppState {
    /// Nil where a wish would do something, or where it is about nothing in particular.
    package func refusal(of wish: UserAction) -> String? {
        if isTyping, wish == .undo || wish == .redo { return refusalForText(of: wish) }
        if wish == .completePath { return refusalOfPath }
        return switch overlays.last {
        case .subject where wish == .editor || wish == .drafts: "Only what stands in Compose has an editor and drafts."
        case .subject(let form): refusal(of: wish, on: form.focus.kind)
        case .some: nil
        case nil: refusalOnScreen(of: wish)
        }
    }

    private func refusalOnScreen(of wish: UserAction) -> String? {
        if isTypingTaskFilter { return nil }
        return switch (screen, wish) {
        case (.queue, .back) where detailTop == nil && !queue.filter.isThere:
            "This is the first screen. \(key(.quit)) quits."
        case (_, .nextWaiting): nextWaiting == nil ? "No task waits for you." : nil
        case (.queue, _), (.library, _): refusalForTask(of: wish)
        case (.references, _): refusalForReference(of: wish)
        case (.compose, .completeName): refusalOfNames
        case (.compose, _): refusal(of: wish, on: compose.focus.kind)
        case (.log, .open):
            log.isTypingFilter || log.selection?.exchange != nil
                ? nil : "This is all there is; \(key(.open, in: .log)) opens requests."
        case (.log, _): nil
        }
    }

    private func refusal(of wish: UserAction, on kind: ComposeField.Kind) -> String? {
        switch wish {
        case .enterField where kind != .text: "This is no field to type into."
        case .nextChoice where kind != .choice, .previousChoice where kind != .choice:
            "There is nothing to choose here."
        default: nil
        }
    }

    private func refusalForReference(of wish: UserAction) -> String? {
        let all = compose.draft.references
        switch wish {
        case .open, .edit, .remove:
            return all.isEmpty ? "There is no reference yet: \(key(.add, in: .references)) adds an image." : nil
        case .undo: return taskInGrace == nil ? refusalToBringBack : nil
        case .moveUp, .moveDown: return all.count > 1 ? nil : "There is nothing to change places with."
        case .pickSubject:
            return subjects.isEmpty ? "No subject is kept yet; \(key(.keepSubject)) keeps the selected one." : nil
        case .keepSubject: return selectedSubject == nil ? "Only a subject can be kept." : nil
        default: return nil
        }
    }

    /// The subject that the mark stands on in References.
    package var selectedSubject: Subject? {
        guard let index = references.selection, case .subject(let subject) = compose.draft.references[index] else {
            return nil
        }
        return subject
    }
}

extension AppState {
    private func refusalForTask(of wish: UserAction) -> String? {
        if wish.isForMarked, !marks.isEmpty || selectedFold != nil { return refusalForSeveral(of: wish) }
        if wish.isForOne, !marks.isEmpty {
            return
                "Compose takes one request at a time: \(key(.unmarkAll)) unmarks, then this is about the selected task."
        }
        if let fold = selectedFold {
            if let refusal = refusal(of: wish, for: fold) { return refusal }
            if wish.isForOne || wish == .open || wish == .openVideo { return nil }
        }
        return switch wish {
        case .fold: refusalToFold()
        case .foldAll: refusalToFoldAll()
        case .undo:
            taskInGrace == nil && !changes.canUndo ? "Nothing was done here that could be taken back." : nil
        case .redo: changes.canRedo ? nil : "Nothing was taken back since the last change."
        case .tag: marks.isEmpty && selectedTask == nil ? "No task is selected." : nil
        case .unmarkAll: marks.isEmpty ? "No task is marked." : nil
        case .mark, .markRange: selectedTask == nil ? "No task is selected." : nil
        case .open where isFirstStart: nil
        case .open, .add, .send, .hold, .remove, .forget, .download, .openVideo, .pollNow, .copy, .clone, .cloneAnew,
            .moveUp, .moveDown,
            .correct:
            selectedTask.map { refusal(of: wish, for: $0) } ?? "No task is selected."
        default: nil
        }
    }

    func refusal(of wish: UserAction, for task: VideoTask) -> String? {
        switch wish {
        case .add:
            task.state == .lost || task.state == .gone
                ? nil : "Only a task that is lost, or that the service knows no more, can be given an id."
        case .send: refusalToSend(task)
        case .moveDown: refusalToMove(task, by: 1)
        case .moveUp: refusalToMove(task, by: -1)
        case .correct:
            task.state == .failed ? nil : "Only a failed task is put right; \(key(.clone)) makes a draft of any."
        case .hold: refusalToHold(task.state)
        case .remove: refusalToStop(task.state)
        case .download: refusalToDownload(task.state)
        case .copy(let part): refusal(toCopy: part, of: task)
        case .openVideo: refusalToOpen(task)
        case .pollNow: canBeAskedAbout(task) ? nil : "It has no id at the service yet."
        default: nil
        }
    }

    private func canBeAskedAbout(_ task: VideoTask) -> Bool {
        task.taskID != nil || task.state == .lost && task.externalID != nil
    }

    private func refusalToSend(_ task: VideoTask) -> String? {
        switch task.state {
        case .held, .lost: nil
        case .out where hold(on: task) != nil, .retry where hold(on: task) != nil: nil
        case .failed where task.taskID == nil && task.mustBeChanged:
            "The service refused what it asks for, and would again: \(key(.correct)) puts it into Compose, to be changed."
        case .failed where task.taskID == nil: nil
        default: "Only a task that is held, lost or failed before it was made can be sent again."
        }
    }

    func refusalToHold(_ state: TaskState) -> String? {
        switch state {
        case .out, .retry: nil
        case .held: "It is held: \(key(.send)) sends it, \(key(.remove)) takes it back."
        case .sending: "It is being sent at this moment."
        default: "Only a task that is not sent yet can be held."
        }
    }

    func refusalToStop(_ state: TaskState) -> String? {
        switch state {
        case .out, .held, .retry, .pending, .running, .gone: nil
        case .sending: "It is being sent at this moment."
        case .lost:
            "It may have been made: attach its id (\(key(.add))), send it again (\(key(.send))) or forget it (\(key(.forget)))."
        case .downloading: "It has finished; the video is being downloaded."
        case .done, .unsaved, .failed, .stopped: "It has ended. \(key(.forget)) forgets it."
        }
    }

    func refusalToDownload(_ state: TaskState) -> String? {
        switch state {
        case .done, .unsaved: nil
        case .downloading: "It is being downloaded."
        default: "There is no video to download yet."
        }
    }

    private func refusalToOpen(_ task: VideoTask) -> String? {
        guard let file = task.file else { return "There is no file to open yet." }
        guard task.mode == .textToSubject else { return nil }
        return
            "The pictures are in \(file); the subject is in the library, for References (\(key(.show(.references))))."
    }
}
