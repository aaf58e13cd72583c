import BachAPI

/// A request that the service would refuse, found before anything was sent; exit code 3.
struct InvalidRequest: Error, Equatable {
    let message: String
    /// Where in the request; nil when the message says it.
    var place: String?

    init(message: String, place: String? = nil) {
        self.message = message
        self.place = place
    }

    init(_ problem: FieldProblem) {
        message = problem.message
        let element = problem.element.map { ", element \($0)" } ?? ""
        let position = problem.position.map { ", picture \($0)" } ?? ""
        place = "The field is \(problem.field)\(element)\(position). "
    }
}
