/// What one process of a story is to do.
struct WorkerPlan: Codable {
    /// A task that a person wants, once.
    struct Intent: Codable {
        var id: String
        var mode: String
    }

    /// What a person decided about a task.
    enum Decision: Codable {
        case sendAgain(String)
        case attach(String, taskID: String)
        case download(String)
        case ask(String)
    }

    var home: String
    var baseURL: String
    var tasks: [Intent]
    var decisions: [Decision] = []
    /// Nil to work until every task is settled.
    var death: Story.Death?
}
