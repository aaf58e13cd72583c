package import BachAPI
import BachClient
import FoundationEssentials
import Synchronization
package import ToccataCore
import ToccataLedger

/// Tasks that were made elsewhere, or of which Toccata lost sight.
extension Conductor {
    /// A page of the tasks that the service knows, the first page being 1.
    package func list(
        _ mode: Mode,
        page: Int,
        pageSize: Int,
        at server: ServerIdentity
    ) async throws(ConductorError) -> [QueriedTask] {
        switch await askForList(try await client(for: server), mode, page: page, pageSize: pageSize) {
        case .listed(let tasks): return tasks
        case .refused(let failure): throw .refused(failure)
        case .failed(let reason, _): throw .unreachable(reason: reason)
        }
    }

    /// Watches a task that was made elsewhere: it is recorded once the service says that there is one.
    ///
    /// Where the service calls it by the external id of a lost task, that one goes on instead.
    ///
    /// - Parameter taskID: The service's id, or the external one where the mode has such.
    package func attach(_ task: VideoTask, taskID: String) async throws(ConductorError) -> VideoTask {
        // What the service says now belongs to a task that is not in the ledger yet.
        let seen = Mutex<[Exchange]>([])
        let client = try await client(for: task.server).telling { [recorder] news in
            guard case .exchanged(let exchange) = news else { return recorder.take(news, of: nil, at: task.server) }
            seen.withLock { $0.append(exchange) }
        }
        var keeper: ShortID?
        defer { recorder.keep(seen.withLock { $0 }, of: keeper) }
        let answer = try await ask(about: task, taskID: taskID, with: client)
        let attached = try await take(task, taskID: taskID, answer)
        keeper = attached.id
        return attached
    }

    /// Gives a lost task the id that a person found for it, or another one where the service knows the first no more.
    ///
    /// The service is asked first: an id that it does not know, or that is surely another task's, changes nothing. Of
    /// its answer no more is used, for the task is polled from then on, and what two answers said at once would be
    /// carried out twice.
    ///
    /// - Returns: What the answer tells of whose the id is: `ours` or `untold`.
    @discardableResult
    package func attach(_ id: ShortID, taskID: String) async throws(ConductorError) -> Authorship {
        let task = try await existing(id)
        let client = try await client(for: task.server).telling { [recorder] news in
            recorder.take(news, of: id, at: task.server)
        }
        let answer = try await ask(about: task, taskID: taskID, with: client)
        // The person's word counts, but for our own name of the task, by which it cannot be polled.
        let known = taskID == task.externalID ? answer.taskID ?? taskID : taskID
        let authorship = task.authorship(of: answer, askedBy: taskID)
        if case .another(let reason) = authorship { throw .madeByAnother(taskID: taskID, reason: reason) }
        if let owner = try await owner(of: known, besides: task) {
            throw .madeByAnother(taskID: taskID, reason: "\(owner) has this id already")
        }
        guard await record(.attached(taskID: known), for: id, source: "person") != nil else {
            throw .unsendable(reason: "It has gone on meanwhile, and needs no id.")
        }
        dependencies.passed(.decisionRecorded)
        poke()
        return authorship
    }

    /// Another task of the ledger that has an id at the same service.
    private func owner(of taskID: String, besides task: VideoTask) async throws(ConductorError) -> ShortID? {
        do throws(LedgerError) {
            return try await ledger.find(taskID).tasks.first {
                $0.id != task.id && $0.taskID == taskID && $0.server.baseURL == task.server.baseURL
            }?.id
        } catch {
            throw .ledger(error)
        }
    }

    private func ask(
        about task: VideoTask,
        taskID: String,
        with client: BachClient
    ) async throws(ConductorError) -> QueriedTask {
        switch await ask(client, task.mode, taskID: taskID) {
        case .answered(let answer): return answer
        case .notFound: throw .unknownAtService(taskID: taskID)
        case .refused(let failure): throw .refused(failure)
        case .throttled: throw .unreachable(reason: "The service is too busy to be asked: try again later.")
        case .failed(let reason, _): throw .unreachable(reason: reason)
        }
    }

    /// The task of the ledger that an answer is about, moved on by it if it was lost.
    private func known(_ answer: QueriedTask, as task: VideoTask) async throws(ConductorError) -> VideoTask? {
        guard let externalID = answer.externalID else { return nil }
        var same: [VideoTask]
        do throws(LedgerError) {
            same = try await ledger.find(externalID).tasks
        } catch {
            throw .ledger(error)
        }
        same.removeAll { $0.externalID != externalID || $0.server.baseURL != task.server.baseURL }
        let watched = same.first { $0.taskID != nil && $0.taskID == answer.taskID }
        guard let known = watched ?? same.first(where: { $0.state == .lost }) ?? same.first, known.id != task.id,
            known.taskID == nil || watched != nil
        else { return nil }
        await record(.found(taskID: answer.taskID ?? externalID), for: known.id, source: "person")
        let (now, saves) = (dependencies.now(), settings.savesVideos)
        _ = await change(known.id, source: "poll") {
            $0.apply(.polled(answer, saves: saves || $0.folder != nil), at: now)
        }
        return try await existing(known.id)
    }

    private func take(
        _ task: VideoTask,
        taskID: String,
        _ answer: QueriedTask
    ) async throws(ConductorError) -> VideoTask {
        if let known = try await known(answer, as: task) { return known }
        var task = task
        if let externalID = answer.externalID {
            task.request = .object(JSONObject([(ExternalID.field, .string(externalID))]))
        }
        task.taskID = task.mode.dialect == .kling ? answer.taskID ?? taskID : taskID
        task.state = .pending
        task.holder = nil
        let saves = settings.savesVideos || task.folder != nil
        _ = task.apply(.polled(answer, saves: saves), at: dependencies.now())
        if task.state == .downloading { agenda.downloads[task.id] = Agenda.Download(due: dependencies.moment()) }
        return try await submit(task)
    }
}
