import BachAPI

extension TaskBoard {
    /// A sender's own task, by its id or by the one that they gave it.
    func task(_ family: Family, of accessKey: String, id: String) throws -> TaskRecord? {
        if let task = try store.task(id: id), task.family == family, task.sender.accessKey == accessKey { return task }
        return try store.task(family, of: accessKey, externalID: id)
    }

    /// A sender's own tasks, newest first.
    func tasks(_ family: Family, of accessKey: String, _ page: TaskPage) throws -> [TaskRecord] {
        try store.tasks(family, of: accessKey, page)
    }

    /// Whether the sender has a task by that id of theirs already.
    func isTaken(_ family: Family, _ sender: TaskSender) throws -> Bool {
        guard let id = sender.externalID else { return false }
        return try store.task(family, of: sender.accessKey, externalID: id) != nil
    }
}
