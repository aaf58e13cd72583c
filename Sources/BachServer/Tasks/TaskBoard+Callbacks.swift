import BachAPI
import SQLiteKit

extension TaskBoard {
    /// Gives a task another status, and sends what is to be posted about it.
    func change(_ id: String, _ status: TaskStatus, _ message: String) throws(SQLiteError) {
        try record(id) { () throws(SQLiteError) in
            try store.setStatus(status, message: message, of: id, at: dependencies.now())
        }
    }

    /// Makes a change to a task and keeps its callback in one: a server that is killed forgets neither or both.
    func record(_ id: String, _ change: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        let pending: PendingCallback? = try store.transaction { () throws(SQLiteError) in
            try change()
            guard let task = try store.task(id: id), let callback = dependencies.callback(task) else { return nil }
            return try store.insert(callback)
        }
        if let pending { post(pending) }
    }

    func post(_ pending: PendingCallback) {
        callbacks.add(pending) { await self.forget(pending) }
    }

    private func forget(_ pending: PendingCallback) {
        do {
            try store.removeCallback(number: pending.number)
        } catch {
            dependencies.log("the callback of task \(pending.callback.task) will be sent again: \(error)")
        }
    }
}
