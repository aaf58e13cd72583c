package import BachAPI
import ToccataCore

/// Callbacks, of which only this is believed: it may be worth while to ask about that task now.
///
/// Whoever hears them asks, even while another process holds the poller's lock and asks by the schedule: what comes of
/// it is recorded, and seen by all.
extension Conductor {
    /// Asks at once about the tasks that are named, if they are known, made and not finished.
    package func hear(_ hints: Set<CallbackHint>) {
        self.hints.formUnion(hints)
        poke()
    }

    /// A lost task is not among those that have a turn: it is looked up by its own schedule, within seconds.
    func heedHints(at now: Moment) {
        guard !hints.isEmpty else { return }
        let (taskIDs, externalIDs) = (Set(hints.compactMap(\.taskID)), Set(hints.compactMap(\.externalID)))
        hints = []
        for task in unfinished.polled {
            let isNamed = task.taskID.map(taskIDs.contains) == true || task.externalID.map(externalIDs.contains) == true
            if isNamed { agenda.polls.hint(task.id, at: now) }
        }
    }
}
