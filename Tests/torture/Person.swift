import BachAPI
import ToccataCore
import ToccataLedger

/// The person before the console, who decides by rule and looks at the server's own record before sending anything
/// again.
struct Person {
    let home: String

    /// What is to be decided now; nothing may be on its way to the server.
    func decisions() async throws -> [WorkerPlan.Decision] {
        let made = try Service.record(home: home)
        let ledger = try Ledger(path: home + "/state/ledger.sqlite")
        let lifts: [WorkerPlan.Decision] = try await ledger.holds().isEmpty ? [] : [.liftHolds]
        let tasks = try await ledger.tasks()
        return lifts + tasks.compactMap { task in decision(about: task, made.filter { $0.intent == task.id.rawValue }) }
    }

    private func decision(about task: VideoTask, _ made: [Service.Made]) -> WorkerPlan.Decision? {
        let id = task.id.rawValue
        switch task.state {
        case .lost, .sending: return made.first.map { .attach(id, taskID: $0.taskID) } ?? .sendAgain(id)
        case .held: return .sendAgain(id)
        case .failed where task.taskID == nil && made.isEmpty: return .sendAgain(id)
        case .unsaved: return .download(id)
        case .gone: return .ask(id)
        default: return nil
        }
    }
}
