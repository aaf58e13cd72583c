package import HTTPServerKit

/// A server that answers with what it got, for the life of one test.
package func withServer<Answer: Sendable>(
    _ change: (inout HTTPServer.Configuration) -> Void = { _ in },
    plan: @escaping @Sendable (ServerRequest.Head) -> BodyPlan = { _ in .memory(limit: 1000) },
    answer: @escaping @Sendable (ServerRequest) async -> ServerReply = echo,
    _ use: @escaping @Sendable (_ port: Int) throws -> Answer
) async throws -> Answer {
    var configuration = HTTPServer.Configuration()
    change(&configuration)
    let handlers = HTTPServer.Handlers(
        plan: plan,
        answer: answer,
        refusal: { status, _ in .answer(.text(status, "refused")) },
        log: { _ in }
    )
    let socket = try ListeningSocket(host: "127.0.0.1", port: 0)
    let server = try HTTPServer(on: socket, configuration, handlers: handlers)
    do {
        let answer = try await onThread { try use(server.port) }
        await server.stop()
        return answer
    } catch {
        await server.stop()
        throw error
    }
}

@Sendable
package func echo(_ request: ServerRequest) async -> ServerReply {
    switch request.body {
    case .data(let data): .answer(.text(200, "\(request.head.path.segments) \(String(decoding: data, as: UTF8.self))"))
    case .form(let form):
        .answer(.text(200, "\(form.files.map { "\($0.name):\($0.size)" }) \(form.values("image_names"))"))
    }
}
