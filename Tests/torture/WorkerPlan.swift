/// What one process of a story is to do.
struct WorkerPlan: Codable {
    /// A task that a person wants, once.
    struct Intent: Codable {
        var id: String
        var mode: String
        /// Whether it waits a little before it leaves the machine.
        var hasGrace: Bool
    }

    /// What a person decided.
    enum Decision: Codable {
        case sendAgain(String)
        case attach(String, taskID: String)
        case download(String)
        case ask(String)
        case takeBack(String)
        case pause
        case liftHolds
    }

    var home: String
    var baseURL: String
    var tasks: [Intent]
    var decisions: [Decision] = []
    /// Nil to work, with nothing in its way, until every task is settled.
    var life: Life?
}
