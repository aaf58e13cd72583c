import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import ToccataCore
import ToccataLedger

extension Conductor {
    static let downloadTries = 3

    /// Tries once to save what a task made; what is left to try is on the agenda then.
    func download(_ task: VideoTask) async {
        guard let task = await recorded(task.id), task.state == .downloading else {
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
            await giveUp(task, error.description)
        }
    }

    private func download(_ task: VideoTask, from link: String, with client: BachClient) async -> DownloadOutcome {
        let id = task.id
        let sink = sink
        return await client.downloadVideo(
            task.server.current(link, currentBaseURL: client.baseURL),
            folder: task.folder ?? settings.videoFolder,
            name: VideoName.make(for: task),
            keep: { [self] file in await keep(file, of: task) }
        ) { progress in
            sink(.downloading(id, received: progress.received, total: progress.total))
        }
    }

    func take(_ outcome: DownloadOutcome, of task: VideoTask, _ client: BachClient) async {
        switch outcome {
        case .saved: break
        case .busyElsewhere: postpone(task, by: .seconds(5))
        case .linkRefused(let status):
            let link = task.mode == .textToSubject ? "A link to the pictures" : "The link to the video"
            let reason = "\(link) is dead or expired (HTTP \(status))."
            await refreshLink(of: task, with: client, or: reason)
        case .failed(let reason, let isWorthRetrying, let after):
            let tries = (agenda.downloads[task.id]?.tries ?? 0) + 1
            guard isWorthRetrying, tries < Self.downloadTries else { return await giveUp(task, reason) }
            let wait = ResendSchedule.wait(attempts: tries + 1, retryAfter: after, jitter: dependencies.jitter)
            guard wait <= longestDownloadWait else { return await giveUp(task, reason) }
            retryLater(task, after: wait)
        }
    }

    /// A link does not live for ever, and nobody sits before a command for ever.
    private var longestDownloadWait: Duration { settings.role == .command ? .seconds(60) : .seconds(600) }

    /// Counts a try; a command does not go on for ever with a video that cannot be recorded.
    func retryLater(_ task: VideoTask, after wait: Duration) {
        let tries = (agenda.downloads[task.id]?.tries ?? 0) + 1
        postpone(task, by: wait)
        agenda.downloads[task.id]?.tries = tries
        if settings.role == .command, tries > Self.downloadTries { agenda.downloads[task.id] = nil }
    }

    /// Describes and records a saved video; false when the ledger cannot be used now.
    private func keep(_ file: String, of task: VideoTask) async -> Bool {
        if !Sidecar.write(task, beside: file) { note(.warning, "No .json could be written beside \(file).") }
        let now = dependencies.now()
        do throws(LedgerError) {
            _ = try await tryToChange(task.id, source: "download") { $0.apply(.saved(file: file), at: now) }
            agenda.downloads[task.id] = nil
            return true
        } catch {
            unusable(error, for: task.id)
            retryLater(task, after: Self.ledgerPause)
            return false
        }
    }

    func giveUp(_ task: VideoTask, _ reason: String) async {
        agenda.downloads[task.id] = nil
        await record(.saveFailed(reason: reason), for: task.id, source: "download")
    }

    /// Asks the service once for a fresh link before one is called dead.
    func refreshLink(of task: VideoTask, with client: BachClient, or reason: String) async {
        guard let taskID = task.taskID, agenda.downloads[task.id]?.isFreshLink != true else {
            return await giveUp(task, reason)
        }
        let now = dependencies.moment()
        agenda.downloads[task.id, default: Agenda.Download(due: now)].isFreshLink = true
        let outcome = await ask(client, task.mode, taskID: taskID)
        guard !Task.isCancelled else { return }
        guard case .answered(let answer) = outcome, answer.hasLinks else { return await giveUp(task, reason) }
        await record(.polled(answer, saves: true), for: task.id, source: "download")
        postpone(task, by: .zero)
    }

    private func postpone(_ task: VideoTask, by wait: Duration) {
        let due = dependencies.moment() + wait
        agenda.downloads[task.id, default: Agenda.Download(due: due)].due = due
    }
}
