import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import ToccataCore
import ToccataLedger

extension Conductor {
    /// Tries once to save what a task made; what is left to try is on the agenda then.
    func download(_ task: VideoTask) async {
        guard let task = await stillToSave(task) else {
            agenda.downloads[task.id] = nil
            return
        }
        do throws(ConductorError) {
            let client = try await client(for: task.server, task: task.id)
            if task.mode == .textToSubject { return await saveSubject(task, with: client) }
            guard let link = task.videoURL else {
                return await refreshLink(of: task, with: client, or: "The service gives no link to the video.")
            }
            let outcome = await download(task, from: link, with: client)
            // Left as it is, the next start takes it up again.
            if !Task.isCancelled { await take(outcome, of: task, client) }
        } catch {
            if case .unreachable = error { return await saveLater(task, error.description) }
            await giveUp(task, error.description)
        }
    }

    /// The task as it is now, unless it was saved, begun by a person or tried elsewhere since the job was made.
    private func stillToSave(_ task: VideoTask) async -> VideoTask? {
        guard let now = await recorded(task.id) else { return nil }
        let isSame = task.isSavedLater && now.isSavedLater && now.retryAt == task.retryAt
        return now.state == .downloading || isSame ? now : nil
    }

    private func download(_ task: VideoTask, from link: String, with client: BachClient) async -> DownloadOutcome {
        let id = task.id
        let (sink, passed) = (sink, dependencies.passed)
        passed(.downloadBegun)
        let goingOn = FirstBytes { [self] in await wentOn(task, client) }
        let outcome = await client.downloadVideo(
            task.server.current(link, currentBaseURL: client.baseURL),
            folder: task.folder ?? settings.videoFolder,
            name: VideoName.make(for: task),
            keep: { [self] file in await keep(file, of: task) },
            freeSpace: settings.freeSpace
        ) { progress in
            // Before the host has answered nothing is known, not even of what is there already.
            guard progress.received > 0 else { return }
            goingOn.came()
            sink(.downloading(id, received: progress.received, total: progress.total))
            passed(.bytesWritten)
        }
        await goingOn.finish()
        return outcome
    }

    func take(_ outcome: DownloadOutcome, of task: VideoTask, _ client: BachClient) async {
        switch outcome {
        case .saved: break
        case .busyElsewhere: postpone(task, by: .seconds(5))
        case .linkRefused(let status):
            let link = task.mode == .textToSubject ? "A link to the pictures" : "The link to the video"
            let reason = "\(link) is dead or expired (HTTP \(status))."
            await refreshLink(of: task, with: client, or: reason)
        case .noRoom(let reason, let needed): await waitForRoom(task, reason, needed)
        case .failed(let reason, let isWorthRetrying, let after, let received, let isOffline, let isFlawed):
            if isOffline, isFromService(task, client) { notReached(reason) }
            guard isWorthRetrying else { return await giveUp(task, reason) }
            if await goesOn(task, reason, received: received, after: after) { return }
            if isFlawed { await giveUp(task, reason) } else { await saveLater(task, reason, after: after) }
        }
    }

    /// Plans the next try of a download that broke; false when it was tried often enough for now.
    private func goesOn(_ task: VideoTask, _ reason: String, received: Int64, after: Duration?) async -> Bool {
        // What was tried again after a longer wait, and brought nothing, waits longer.
        guard await recorded(task.id)?.state == .downloading,
            let tries = agenda.downloadFailed(task.id, received: received, dependencies.moment())
        else { return false }
        let wait = ResendSchedule.wait(attempts: tries + 1, retryAfter: after, jitter: dependencies.jitter)
        guard wait <= longestDownloadWait else { return false }
        postpone(task, by: wait)
        await noteBreak(of: task, reason, received: received, after: wait)
        return true
    }

    private func noteBreak(of task: VideoTask, _ reason: String, received: Int64, after wait: Duration) async {
        if received > 0 { sink(.downloading(task.id, received: received, total: nil)) }
        let retryAt = dependencies.now() + wait.inSeconds
        await record(.downloadBroke(reason: reason, retryAt: retryAt), for: task.id, source: "download")
    }

    /// Whether the service itself is the host of what a task made.
    private func isFromService(_ task: VideoTask, _ client: BachClient) -> Bool {
        guard let link = task.videoURL ?? task.pictures.first else { return false }
        return client.isOfService(task.server.current(link, currentBaseURL: client.baseURL))
    }

    /// Takes back what was said of a break: bytes come again.
    func wentOn(_ task: VideoTask, _ client: BachClient) async {
        if isFromService(task, client) { reached(task.server) }
        agenda.saveFailures[task.id] = nil
        if task.hasBrokenOff { await record(.downloadWentOn, for: task.id, source: "download") }
        guard task.isSavedLater else { return }
        let now = dependencies.now()
        // A short one may be saved by now.
        _ = await change(task.id, source: "download") { $0.isSavedLater && $0.apply(.downloadBegan, at: now) }
    }

    /// A link does not live for ever, and nobody sits before a command for ever.
    private var longestDownloadWait: Duration { settings.role == .command ? .seconds(60) : .seconds(600) }

    /// Counts a try; a command does not go on for ever with a video that cannot be recorded.
    func retryLater(_ task: VideoTask, after wait: Duration) {
        let tries = (agenda.downloads[task.id]?.tries ?? 0) + 1
        postpone(task, by: wait)
        agenda.downloads[task.id]?.tries = tries
        if settings.role == .command, tries > Agenda.Download.mostTries { agenda.downloads[task.id] = nil }
    }

    /// Describes and records a saved video; false when the ledger cannot be used now.
    private func keep(_ file: String, of task: VideoTask) async -> Bool {
        dependencies.passed(.videoNamed)
        if !Sidecar.write(task, beside: file) { note(.warning, "No .json could be written beside \(file).") }
        dependencies.passed(.sidecarWritten)
        let now = dependencies.now()
        do throws(LedgerError) {
            _ = try await tryToChange(task.id, source: "download") { $0.apply(.saved(file: file), at: now) }
            agenda.downloads[task.id] = nil
            dependencies.passed(.savedRecorded)
            return true
        } catch {
            unusable(error, for: task.id)
            retryLater(task, after: Self.ledgerPause)
            return false
        }
    }

    /// Takes away what a process left that was killed right after recording a video.
    func clearUpVideoFolder() async {
        await BachClient.clearUp(folder: settings.videoFolder) { file in
            do throws(LedgerError) {
                return try await ledger.isSaved(file: file)
            } catch {
                return false
            }
        }
    }

    func giveUp(_ task: VideoTask, _ reason: String) async {
        agenda.downloads[task.id] = nil
        await record(.saveFailed(reason: reason), for: task.id, source: "download")
    }

    /// Leaves a video unsaved for a reason that may pass: the poller tries it again, whoever has tried it.
    private func saveLater(_ task: VideoTask, _ reason: String, after: Duration? = nil) async {
        agenda.downloads[task.id] = nil
        let wait = agenda.saveFailed(task.id, retryAfter: after, jitter: dependencies.jitter)
        let retryAt = dependencies.now() + wait.inSeconds
        await record(.saveFailed(reason: reason, retryAt: retryAt), for: task.id, source: "download")
    }

    /// Asks the service once for a fresh link before one is called dead.
    func refreshLink(of task: VideoTask, with client: BachClient, or reason: String) async {
        guard agenda.downloads[task.id]?.isFreshLink != true else {
            return await giveUp(task, reason + " So is the fresh one that the service gave.")
        }
        guard let taskID = task.taskID else { return await giveUp(task, reason) }
        let now = dependencies.moment()
        agenda.downloads[task.id, default: Agenda.Download(due: now)].isFreshLink = true
        let outcome = await ask(client, task.mode, taskID: taskID)
        guard !Task.isCancelled else { return }
        guard case .answered(let answer) = outcome, answer.hasLinks, !answer.isAboutAnother(than: task) else {
            let reason = "\(reason) \(Self.whyNoFreshLink(outcome))"
            return outcome.mayPass ? await saveLater(task, reason) : await giveUp(task, reason)
        }
        await record(.polled(answer, saves: true), for: task.id, source: "download")
        postpone(task, by: .zero)
    }

    private static func whyNoFreshLink(_ outcome: QueryOutcome) -> String {
        switch outcome {
        case .answered: "Asked again, the service gives none."
        case .notFound: "Asked for another one, the service says that there is no such task."
        case .refused(let failure): "The service refuses to give another one: \(Sentence.ended(failure.message))"
        case .throttled: "The service is too busy to give another one."
        case .failed(let reason, _): "The service could not be asked for another one: \(Sentence.ended(reason))"
        }
    }

    private func postpone(_ task: VideoTask, by wait: Duration) {
        let due = dependencies.moment() + wait
        agenda.downloads[task.id, default: Agenda.Download(due: due)].due = due
    }

    // MARK: Room on the disk

    /// How long nobody looks whether there is room now, unless something else is to be done.
    static let roomPause = Duration.seconds(60)

    /// Leaves a video unsaved until there is room for it; a command does not stay for that.
    ///
    /// It has a time like whatever is saved later, so that the next process that polls tries it, too. This one knows how
    /// much is needed, and asks the host no more before that is free.
    private func waitForRoom(_ task: VideoTask, _ reason: String, _ needed: Int64) async {
        agenda.downloads[task.id] = nil
        let retryAt = dependencies.now() + Self.roomPause.inSeconds
        await record(.saveFailed(reason: reason, retryAt: retryAt), for: task.id, source: "download")
        guard settings.role == .console else { return }
        let folder = task.folder ?? settings.videoFolder
        let after = dependencies.moment() + Self.roomPause
        agenda.roomWaits[task.id] = Agenda.RoomWait(folder: folder, needed: needed, after: after)
    }

    private func hasRoom(_ wait: Agenda.RoomWait) -> Bool {
        wait.after <= dependencies.moment() && settings.freeSpace(wait.folder).map { $0 >= wait.needed } ?? true
    }

    /// Begins again with the videos that there is room for now.
    ///
    /// - Returns: When to look again; nil, and no wake-up, where nothing waits.
    func takeUpWhatHasRoom() async -> Moment? {
        for (id, wait) in agenda.roomWaits where hasRoom(wait) {
            agenda.roomWaits[id] = nil
            let now = dependencies.now()
            // A person may have saved or forgotten it meanwhile.
            let begun = await change(id, source: "download") { task in
                task.state == .unsaved && task.apply(.downloadBegan, at: now)
            }
            if begun != nil { agenda.downloads[id] = Agenda.Download(due: dependencies.moment()) }
        }
        return agenda.roomWaits.isEmpty ? nil : dependencies.moment() + Self.roomPause
    }
}

extension QueryOutcome {
    /// Whether the service may well answer another time.
    fileprivate var mayPass: Bool {
        switch self {
        case .throttled, .failed: true
        case .answered, .notFound, .refused: false
        }
    }
}
