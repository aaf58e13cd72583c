import BachAPI
import HTTPServerKit

extension Service {
    /// `GET /healthz`, for whoever starts and watches servers: 200 while tasks can be kept, 503 otherwise.
    func health() async -> ServerResponse {
        var body = JSONObject([("status", "ok"), ("version", .string(Version.current))])
        do {
            try folders.probe()
            let (waiting, running) = try await board.census()
            body["tasks"] = ["waiting": .integer(Int64(waiting)), "running": .integer(Int64(running))]
            return Envelope.answer(200, .object(body))
        } catch {
            log("GET /healthz failed: \(error)")
            body["status"] = "failing"
            return Envelope.answer(503, .object(body))
        }
    }

    /// `GET /status/{task_id}`: the task of whatever family, as its family shows it.
    func find(id: String, _ request: ServerRequest) async throws -> ServerResponse {
        if id.isEmpty { return Envelope.failure(.invalidParameter, Message.taskIDRequired) }
        guard let task = try await board.task(id: id) else { return Envelope.failure(.notFound) }
        return try await perform(.query(task.family), id: id, request)
    }
}
