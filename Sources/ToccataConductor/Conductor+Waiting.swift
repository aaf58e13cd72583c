package import ToccataCore

extension Conductor {
    /// Works on tasks until each is settled or meets an obstacle, the time is up or the caller is cancelled.
    ///
    /// - Parameters:
    ///   - ids: Polled even while another process holds the poller's lock.
    ///   - timeout: After it the tasks are left as they are; that is no failure.
    ///   - interval: The period of polling; nil for the one in the settings.
    /// - Returns: The tasks as they are then, in the order of `ids`.
    package func wait(
        for ids: [ShortID],
        timeout: Duration,
        interval: Duration? = nil
    ) async throws(ConductorError) -> [VideoTask] {
        own.formUnion(ids)
        // What was planned in another period is planned anew.
        agenda.polls.leaveAll()
        agenda.polls.period = interval ?? settings.pollPeriod
        let (number, stream, continuation) = makeWatcher()
        defer { endWatcher(number) }
        let sleep = dependencies.sleep
        let deadline = Task {
            try await sleep(timeout)
            continuation.finish()
        }
        defer { deadline.cancel() }
        await start()
        poke()
        for await _ in stream {
            let tasks = try await existing(ids)
            if tasks.allSatisfy(isOver) { return tasks }
        }
        return try await existing(ids)
    }

    /// Why waiting for a task leads nowhere: its service is not the one in use, or refused three times in a row to be
    /// asked, which says nothing about the task.
    package func obstacle(to id: ShortID) -> ConductorError? {
        guard let obstacle = obstacles[id], obstacle.count >= VideoTask.patience else { return nil }
        return obstacle.error
    }

    private func isOver(_ task: VideoTask) -> Bool {
        (task.state.isSettled && !isToBeLookedUp(task)) || obstacle(to: task.id) != nil
    }

    private func existing(_ ids: [ShortID]) async throws(ConductorError) -> [VideoTask] {
        var tasks: [VideoTask] = []
        for id in ids { tasks.append(try await existing(id)) }
        return tasks
    }
}
