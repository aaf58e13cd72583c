import BachAPI
import FoundationEssentials
package import ToccataCore
import ToccataLedger

/// What a person, or the command line for one, asks for.
extension Conductor {
    /// Records a task; a console sends it at once, for a command ``send(_:tries:within:)`` does.
    ///
    /// - Throws: ``ConductorError/ledger(_:)``; nothing goes out then.
    @discardableResult
    package func submit(_ task: VideoTask) async throws(ConductorError) -> VideoTask {
        try await submit([task]).first ?? task
    }

    /// Records tasks of one draft, all or none, then lets each go as ``submit(_:)`` does.
    package func submit(
        _ tasks: [VideoTask],
        of draft: NamedDraft? = nil
    ) async throws(ConductorError) -> [VideoTask] {
        let recorded: [VideoTask]
        do throws(LedgerError) {
            recorded = try await ledger.accept(tasks, of: draft, source: tasks.first?.origin.rawValue ?? "")
        } catch {
            throw .ledger(error)
        }
        dependencies.passed(.accepted)
        for task in recorded {
            own.insert(task.id)
            sink(.taskChanged(task))
            await letGo(task)
        }
        return recorded
    }

    /// Sends a recorded task and waits for what comes of it.
    ///
    /// What surely made nothing is tried again within the limits, then held until a person releases it, so that
    /// nothing goes out behind a script's back.
    ///
    /// - Returns: The task as it is then: `pending`, `failed`, `lost`, `held` or what another process made of it.
    package func send(
        _ id: ShortID,
        tries: Int = 3,
        within limit: Duration = .seconds(20)
    ) async throws(ConductorError) -> VideoTask {
        let end = dependencies.now().addingTimeInterval(limit.inSeconds)
        var task = try await existing(id)
        await readHolds()
        let passed = agenda.outbox.lastHold
        for number in 1...max(1, tries) {
            await readHolds()
            agenda.outbox.urge(id, past: passed)
            if let hold = agenda.outbox.hold(on: task) { return try await keep(task, because: hold.reason) }
            await launchAndWait(.send(task))
            task = try await settleLost(id)
            guard task.state == .retry || task.state == .out else { return task }
            let due = task.retryAt ?? dependencies.now()
            guard number < tries, due <= end, await sleep(until: due) else { break }
        }
        return try await keep(task, because: task.message)
    }

    private func keep(_ task: VideoTask, because trouble: String?) async throws(ConductorError) -> VideoTask {
        let reason =
            (trouble.map { Sentence.ended($0) + " " } ?? "")
            + "It was not sent, and goes out only when you release it."
        await record(.held(reason: reason), for: task.id, source: "command")
        return try await existing(task.id)
    }

    /// Lets a held, lost or failed task go out (again).
    package func release(_ id: ShortID) async throws(ConductorError) {
        _ = try await existing(id)
        agenda.lookUps[id] = nil
        // What a command lets go and does not send, because it is killed, is not to go out behind its back.
        let released = TaskEvent.released(
            holder: settings.holder,
            origin: settings.role == .command ? .command : .console
        )
        guard let task = await record(released, for: id, source: "person") else { return }
        dependencies.passed(.decisionRecorded)
        await letGo(task)
    }

    /// Keeps what is unsent here until a person releases it; what has left meanwhile is not touched, and that is said.
    package func hold(_ id: ShortID) async throws(ConductorError) {
        await record(.held(reason: VideoTask.heldByYou), for: id, source: "person")
        let task = try await existing(id)
        if !task.state.isUnsent, task.state != .stopped {
            note(.warning, "\(id) could not be held: it had left already, and goes on.")
        }
        poke()
    }

    /// Takes back what is unsent; what has left meanwhile is not touched, and that is said.
    package func takeBack(_ id: ShortID) async throws(ConductorError) {
        await record(.takenBack, for: id, source: "person")
        let task = try await existing(id)
        if !task.state.isUnsent, task.state != .stopped {
            note(.warning, "\(id) could not be taken back: it had left already, and goes on.")
        }
        poke()
    }

    /// Brings back, held, what was taken back before it was ever claimed; of anything else it is said that it stays.
    package func bringBack(_ id: ShortID) async throws(ConductorError) {
        guard await record(.broughtBack, for: id, source: "person") == nil else { return }
        let task = try await existing(id)
        if task.state == .stopped, !task.canBeBroughtBack {
            note(.warning, "\(id) is not brought back: it was on its way to the service once.")
        }
    }

    /// Takes back what is unsent, and watches what was sent no more: it goes on at the service, and is billed.
    package func stopWatching(_ id: ShortID) async throws(ConductorError) {
        _ = try await existing(id)
        await record(.stopped, for: id, source: "person")
        poke()
    }

    /// Goes on asking about a task that should have ended long ago; the next time a person is asked it is twice as old.
    package func keepAsking(_ id: ShortID) async throws(ConductorError) {
        _ = try await existing(id)
        await record(.keptAsking, for: id, source: "person")
    }

    /// Puts tags on a task and takes others off.
    package func tag(_ id: ShortID, _ change: TagChange) async throws(ConductorError) {
        do throws(LedgerError) {
            if let task = try await ledger.tag(id, change, at: dependencies.now()) { sink(.taskChanged(task)) }
        } catch {
            throw .ledger(error)
        }
    }

    /// Has two unsent tasks leave in each other's turn.
    package func swapTurns(_ one: ShortID, _ other: ShortID) async throws(ConductorError) {
        do throws(LedgerError) {
            if try await ledger.swapTurns(one, other, at: dependencies.now()) { return poke() }
        } catch {
            throw .ledger(error)
        }
        note(.warning, "\(one) and \(other) have not changed turns: one of them has left meanwhile.")
    }

    /// Brings back a task that was forgotten.
    package func remember(_ id: ShortID) async throws(ConductorError) {
        do throws(LedgerError) {
            guard try await ledger.remember(id, at: dependencies.now()) == nil else { return poke() }
        } catch {
            throw .ledger(error)
        }
        note(.warning, "Nothing of \(id) is left that could be brought back.")
    }

    /// Removes a task from the ledger; its video stays, and for a day ``remember(_:)`` brings it back.
    ///
    /// One that is being sent is kept, for its answer is to come.
    package func forget(_ id: ShortID) async throws(ConductorError) {
        do throws(LedgerError) {
            guard try await ledger.forget(id, at: dependencies.now()) else {
                return note(.warning, "\(id) is not forgotten: it is being sent, and its answer is not here yet.")
            }
        } catch {
            throw .ledger(error)
        }
        sink(.taskRemoved(id))
    }

    /// Asks about a task now, whatever its turn.
    package func pollNow(_ id: ShortID) async throws(ConductorError) {
        let task = try await existing(id)
        if task.taskID != nil { return await launchAndWait(.poll(task)) }
        if task.externalID != nil { await launchAndWait(.lookUp(task)) }
    }

    /// Saves a finished task's video and waits for it.
    ///
    /// - Parameters:
    ///   - copy: What is meant. Of what is saved by now there is no other one for who saw it unsaved.
    ///   - folder: Nil for the task's own, or the common one; the pictures of a subject get one of their own in it, so
    ///     that they replace nothing.
    /// - Returns: The task: `done`, or `unsaved` with the reason.
    /// - Throws: ``ConductorError/noService(_:)`` for a task of another service, which is left as it is.
    package func download(
        _ id: ShortID,
        _ copy: VideoCopy,
        to folder: String? = nil
    ) async throws(ConductorError) -> VideoTask {
        var task = try await existing(id)
        _ = try await client(for: task.server)
        let now = dependencies.now()
        let begun = await change(id, source: "person") { task in
            if copy == .first, task.state == .done { return false }
            // What a command that is gone was saving is taken up.
            let fits = task.apply(.downloadBegan, at: now) || task.state == .downloading
            let isSubject = task.mode == .textToSubject
            let chosen = folder.map { isSubject ? "\($0)/\(SubjectFolder.name(for: task))" : $0 }
            if fits { task.folder = chosen ?? task.folder }
            return fits
        }
        guard let begun, begun.state == .downloading else { return try await notBegun(id, copy) }
        task = begun
        agenda.downloads[id] = Agenda.Download(due: dependencies.moment())
        repeat {
            guard let due = agenda.downloads[id]?.due, await sleep(until: due) else { break }
            await launchAndWait(.download(task))
            task = try await existing(id)
        } while task.state == .downloading
        return try await existing(id)
    }

    private func notBegun(_ id: ShortID, _ copy: VideoCopy) async throws(ConductorError) -> VideoTask {
        let task = try await existing(id)
        if copy == .first, task.state == .done, let file = task.file {
            note(.information, "\(id) was saved meanwhile: \(file)")
        }
        return task
    }

    func existing(_ id: ShortID) async throws(ConductorError) -> VideoTask {
        let task: VideoTask?
        do throws(LedgerError) {
            task = try await ledger.task(id)
        } catch {
            throw .ledger(error)
        }
        guard let task else { throw .noSuchTask(id) }
        return task
    }

    /// A person wants it out: it goes even while the service refuses what it is sent, but not while sending is paused.
    private func letGo(_ task: VideoTask) async {
        guard task.state == .out else { return }
        await readHolds()
        agenda.outbox.urge(task.id, past: agenda.outbox.lastHold)
        poke()
    }

    /// False when the waiting was cancelled.
    func sleep(until time: Moment) async -> Bool {
        let wait = time - dependencies.moment()
        return wait <= .zero ? !Task.isCancelled : (try? await dependencies.sleep(wait)) != nil
    }

    /// False when the waiting was cancelled.
    func sleep(until time: Date) async -> Bool {
        let wait = time.timeIntervalSince(dependencies.now())
        return wait <= 0 ? !Task.isCancelled : (try? await dependencies.sleep(.seconds(wait))) != nil
    }
}
