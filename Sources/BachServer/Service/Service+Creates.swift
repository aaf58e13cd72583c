import BachAPI

extension Service {
    /// Makes a task, after the checks in the documented order: JSON, parameters, sensitive words, plan, credits,
    /// rate limit.
    ///
    /// A refused create takes no credit, and only one that passed all other checks counts for the rate limit.
    func create(_ family: Family, _ request: ServerRequest) async throws -> ServerResponse {
        let body: JSONValue
        do {
            body = try await request.json()
        } catch {
            return Envelope.failure(.invalidParameter, Message.body(error))
        }
        if let problem = RequestRules.problems(in: body, family: family, limits: limits).first {
            return Envelope.failure(.invalidParameter, problem.message)
        }
        do {
            let task = try await admit(body, as: family, server: root(request.head))
            log("task \(task.id): made, \(family.rawValue)")
            let created = JSONObject([
                ("task_id", .string(task.id)), (family.createdField, .integer(Int64(task.createdAt))),
            ])
            return success(.object(created), code: family.successCode)
        } catch let refusal as Admission.Refusal {
            return Envelope.refusal(refusal)
        }
    }

    /// Makes a task of a body whose fields are right.
    ///
    /// - Parameter server: This server as the client reached it.
    /// - Throws: ``Admission/Refusal``, or an error of the database.
    func admit(_ body: JSONValue, as family: Family, server: String) async throws -> TaskRecord {
        if let refusal = admission.refusal(of: Admission.Request(body)) { throw refusal }
        return try await board.create(
            family: family,
            body: body,
            server: server,
            isDoomed: faults.strike(.create, among: [.fail]) != nil,
            admit: { creates in
                if let refusal = admission.refusal(after: creates) ?? limiter.refusal() { throw refusal }
            }
        )
    }
}
