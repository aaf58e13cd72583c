import BachAPI
import FoundationEssentials
import HTTPServerKit

extension Service {
    /// Makes a task, after the checks in the documented order: JSON, parameters, sensitive words, plan, credits,
    /// rate limit.
    ///
    /// A refused create takes no credit, and only one that passed all other checks counts for the rate limit.
    func create(_ family: Family, _ request: ServerRequest) async throws -> ServerResponse {
        let wording = wording(family.dialect)
        let body: JSONValue
        do {
            body = try await request.json()
        } catch {
            return Envelope.failure(.invalidParameter, Message.body(error), wording)
        }
        if let problem = RequestRules.problems(in: body, family: family, limits: limits).first {
            return Envelope.failure(.invalidParameter, problem.message, wording)
        }
        do {
            let task = try await make(family, body, request.head)
            log("task \(task.id): made, \(family.rawValue)")
            return success(.object(created(task)), code: family.successCode, wording)
        } catch let refusal as Admission.Refusal {
            return Envelope.refusal(refusal, wording)
        } catch is ExternalIDTaken {
            return Envelope.failure(.invalidParameter, Message.Kling.externalIDTaken, wording)
        }
    }

    private func created(_ task: TaskRecord) -> JSONObject {
        if task.family.dialect == .kling { return KlingTask(task, server: "").created }
        return JSONObject([
            ("task_id", .string(task.id)), (task.family.createdField, .integer(Int64(task.createdAt))),
        ])
    }

    private func make(_ family: Family, _ body: JSONValue, _ head: ServerRequest.Head) async throws -> TaskRecord {
        let server = root(head)
        var sender = TaskSender(accessKey: gate.accessKey(head))
        guard family == .multiImageToVideo else { return try await admit(body, as: family, server: server, sender) }
        sender.externalID = VideoRequest(family: family, body: body).externalID
        if try await board.isTaken(family, sender) { throw ExternalIDTaken() }
        let (body, folder) = try keepPictures(of: body, server: server)
        do {
            return try await admit(body, as: family, server: server, sender)
        } catch {
            // What cannot be removed is in nobody's way.
            if let folder { try? FileManager.default.removeItem(atPath: folder) }
            throw error
        }
    }

    /// Makes a task of a body whose fields are right.
    ///
    /// - Parameters:
    ///   - server: This server as the client reached it.
    ///   - sender: Who sent it.
    /// - Throws: ``Admission/Refusal``, or an error of the database.
    func admit(_ body: JSONValue, as family: Family, server: String, _ sender: TaskSender) async throws -> TaskRecord {
        if let refusal = admission.refusal(of: Admission.Request(body, family)) { throw refusal }
        return try await board.create(
            family: family,
            body: body,
            server: server,
            sender: sender,
            isDoomed: faults.strike(.create, among: [.fail]) != nil,
            admit: { creates in
                if let refusal = admission.refusal(after: creates) ?? limiter.refusal() { throw refusal }
            }
        )
    }
}
