import ToccataCore
import ToccataLedger

/// Decides which of the unsent tasks may go out; holds no clock and does no work.
///
/// The claim in the ledger looks at the same once more, for other processes may have been faster.
struct Outbox: Sendable {
    /// How many tasks a server may be at work on; nil for any number.
    let mostRunning: Int?
    /// Why nothing goes out, as the ledger said last.
    var holds: [Hold] = []
    /// What a person asked for goes out in spite of the holds that there were then: the highest number among them.
    private var urges: [ShortID: Int] = [:]

    init(mostRunning: Int? = nil) { self.mostRunning = mostRunning }

    /// Whether a task may go out as soon as it is due.
    ///
    /// Creates go out one after the other, so that a refusal for want of credits stops those behind it.
    ///
    /// - Parameters:
    ///   - sending: What is going out at the moment.
    ///   - running: How many tasks the server of each is at work on.
    func lets(_ task: VideoTask, go sending: [VideoTask], running: [ServerIdentity: Int]) -> Bool {
        hold(on: task) == nil && !sending.contains { $0.server == task.server }
            && mostRunning.map { running[task.server, default: 0] < $0 } != false
    }

    /// What keeps a task from going out until somebody lifts it.
    func hold(on task: VideoTask) -> Hold? {
        let passed = urges[task.id] ?? 0
        return holds.filter { $0.isPause || $0.number > passed }.first(concerning: task.server)
    }

    /// What the claim of a task is to heed.
    func terms(for id: ShortID) -> ClaimTerms { ClaimTerms(passedHold: urges[id] ?? 0, mostRunning: mostRunning) }

    /// The number of the newest hold that is known.
    var lastHold: Int { holds.map(\.number).max() ?? 0 }

    /// Lets a task go out in spite of the holds up to a number, because a person asked for it when they were known; a
    /// pause it does not pass.
    mutating func urge(_ id: ShortID, past number: Int) { urges[id] = number }

    /// A send has ended, whatever came of it.
    mutating func sent(_ id: ShortID) { urges[id] = nil }
}
