import BachAPI
import ToccataApp
import ToccataConductor
import ToccataCore
import ToccataLedger

/// Does one effect to its end and answers with actions.
struct EffectWorker: Sendable {
    let ledger: Ledger
    let conductor: Conductor
    let dependencies: Dependencies
    /// Makes a task of the service in use, under a new id each time.
    let makeTask: @Sendable (Mode, JSONValue) -> VideoTask
    let player: VideoPlayer
    let clipboard: Clipboard
    let caller: Caller
    let editor: ExternalEditor
    let session: SessionFile
    let bases: DraftBases
    let lastDeleted: LastDeletedDraft
    let post: ActionPost

    func carryOut(_ effect: Effect) async {
        do {
            try await attempt(effect)
        } catch is CancellationError {
            // Nobody waits for it any more.
        } catch {
            post.note(.error("\(error)"))
        }
    }

    private func attempt(_ effect: Effect) async throws {
        switch effect {
        case .sendAnew(let id): try await sendAnew(id)
        case .findFiles(let links, let server): post(.filesFound(try await files(links: links, server)))
        case .send(let mode, let requests, let draft): await send(mode, requests, of: draft)
        case .release(let id): try await conductor.release(id)
        case .hold(let id): try await conductor.hold(id)
        case .resumeOutbox: try await conductor.resumeOutbox()
        case .pauseOutbox: try await conductor.pauseOutbox()
        case .unpauseOutbox: try await conductor.unpauseOutbox()
        case .pollNow(let id): try await conductor.pollNow(id)
        case .keepAsking(let id): try await conductor.keepAsking(id)
        case .tellShown(let ids): await conductor.show(ids)
        case .takeBack(let id): try await conductor.takeBack(id)
        case .bringBack(let id): try await conductor.bringBack(id)
        case .stopWatching(let id): try await conductor.stopWatching(id)
        case .attach(let id, let taskID): await attach(id, taskID)
        case .forget(let id): try await conductor.forget(id)
        case .remember(let id): try await conductor.remember(id)
        case .swapTurns(let one, let other): try await conductor.swapTurns(one, other)
        case .tag(let id, let change): try await conductor.tag(id, change)
        case .download(let id, let copy): _ = try await conductor.download(id, copy)
        case .open(let file): if let problem = await player.play(file) { post.note(.warning(problem)) }
        case .editText(let text): post(.textEdited(await editor.edit(text)))
        case .loadHistory(let id): try await loadHistory(id)
        case .loadExchange(let number): post(.exchangeLoaded(number: number, try await ledger.exchange(number)))
        case .recordDraft(let draft, let name): await record(draft, name)
        case .nameDraft(let name, let title): try await ledger.nameDraft(name, title: title)
        case .deleteDraft(let name): if let deleted = try await ledger.deleteDraft(name) { lastDeleted.note(deleted) }
        case .loadRevisions(let name): post(.revisionsLoaded(try await ledger.revisions(of: name), of: name))
        case .recordSession(let session): self.session.write(session)
        case .recordSubject(let subject):
            try await ledger.recordSubject(subject, at: dependencies.now())
            try await loadSubjects()
        case .deleteSubject(let name):
            _ = try await ledger.deleteSubject(named: name)
            try await loadSubjects()
        case .checkPicture(let path): post(.pictureChecked(path: path, PictureInspector.inspect(path)))
        case .listFiles(let folder, let beginning, let typed):
            let names = FolderNames.names(in: folder, beginning: beginning)
            post(.filesListed(names, beginning: beginning, of: typed))
        case .findUpload(let path, let server):
            post(.uploadFound(path: path, at: try await ledger.uploadTime(ofFile: path, at: server)))
        case .copy(let text, let what):
            let notice = await clipboard.copy(text, what: what)
            post(.answered(Note(notice, at: dependencies.now())))
        case .call(let text): if let problem = await caller.call(text) { post.note(.warning(problem)) }
        case .schedule, .cancel, .suspend, .redraw, .quit, .tell: break
        }
    }

    private func attach(_ id: ShortID, _ taskID: String) async {
        do throws(ConductorError) {
            let isOurs = try await conductor.attach(id, taskID: taskID) == .ours
            let doubt = isOurs ? "" : " The service does not say which request made it."
            post(.answered(Note(Notice("\(id) is watched as \(taskID) now.\(doubt)"), at: dependencies.now())))
        } catch {
            post.note(.error("\(id) stays as it is. \(error)"))
        }
    }

    /// A deleted draft that is recorded anew is one that was brought back: it comes with all it once was.
    private func record(_ draft: Draft, _ name: String) async {
        do throws(LedgerError) {
            if let deleted = lastDeleted[name] {
                try await ledger.restoreDraft(deleted)
                lastDeleted.forget()
            }
            let (named, base) = (NamedDraft(name: name, draft: draft), bases[name])
            let rival = try await ledger.recordDraft(draft, name: name, over: base, at: dependencies.now())
            bases.note(named)
            post(.draftRecorded(named))
            if let rival { post(.draftContested(name: name, revision: rival.number)) }
        } catch {
            post(.draftNotRecorded(name: name, reason: error.description))
        }
    }

    func loadSubjects() async throws { post(.subjectsLoaded(try await ledger.subjects())) }

    private func loadHistory(_ id: ShortID) async throws {
        let events = try await ledger.events(of: id)
        let before = try await ledger.sentBefore(id)
        try Task.checkCancellation()
        let happenings = events.map { TaskHappening(time: $0.at, state: $0.state, detail: $0.message) }
        post(.historyLoaded(id, happenings, sentBefore: before))
    }

    func send(_ mode: Mode, _ requests: [JSONValue], of draft: NamedDraft? = nil) async {
        do throws(ConductorError) {
            let recorded = try await submit(mode, requests, of: draft, tries: 5)
            // By now they may be on their way: what is newest is shown, and told of the first when all are there.
            for task in recorded.dropFirst() { post(.taskChanged((try? await ledger.task(task.id)) ?? task)) }
            if let first = recorded.first { post(.taskRecorded((try? await ledger.task(first.id)) ?? first)) }
        } catch {
            post(.sendFailed(reason: "Nothing was sent. \(error.description)"))
        }
    }

    /// Records the tasks under ids that no others have.
    private func submit(
        _ mode: Mode,
        _ requests: [JSONValue],
        of draft: NamedDraft?,
        tries: Int
    ) async throws(ConductorError) -> [VideoTask] {
        // The ledger knows milliseconds.
        var tasks = requests.enumerated().map { makeTask(mode, $1).later(by: .milliseconds($0)) }
        if tasks.count > 1 { for index in tasks.indices { tasks[index].group = tasks[0].id } }
        do throws(ConductorError) {
            return try await conductor.submit(tasks, of: draft)
        } catch {
            guard case .ledger(.idTaken) = error, tries > 1 else { throw error }
            return try await submit(mode, requests, of: draft, tries: tries - 1)
        }
    }
}
