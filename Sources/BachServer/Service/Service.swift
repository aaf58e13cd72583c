import BachAPI
import FoundationEssentials
import HTTPServerKit

/// Answers requests: the routes of the API with its checks in the documented order, and the faults asked for.
struct Service: Sendable {
    let gate: Gate
    let limits: Limits
    /// The code of every success; nil for the one that each page documents.
    let successCode: Int?
    let admission: Admission
    let limiter: RateLimiter
    let board: TaskBoard
    let batches: BatchBoard
    let intake: PictureIntake
    let faults: FaultPlan
    let folders: DataFolders
    /// Where this server is reached when a request does not say: `127.0.0.1:8080`.
    let authority: String
    let sleep: @Sendable (Duration) async throws -> Void
    let makeID: @Sendable () -> String
    let log: @Sendable (String) -> Void

    /// A JSON body above this is refused with 413 (ours).
    static let largestBody = 64 << 20

    /// A success, with the code of its page or the one that was asked for.
    func success(
        _ data: JSONValue,
        code: Int = APICode.success.code,
        _ wording: Wording = .bach
    ) -> ServerResponse {
        Envelope.success(data, code: successCode ?? code, wording)
    }

    func wording(_ dialect: Dialect) -> Wording {
        switch dialect {
        case .bach: .bach
        case .kling: .kling(requestID: makeID())
        }
    }

    /// Decides about the body: an upload goes to disk, but only with a good token.
    func plan(_ head: ServerRequest.Head) -> BodyPlan {
        let route = Route(head)
        if route.needsToken, let refusal = gate.refusal(head, wording(route.dialect)) {
            return .refuse(.answer(refusal))
        }
        guard case .endpoint(.uploadFiles, _) = route else { return .memory(limit: Self.largestBody) }
        return .multipart(directory: "\(folders.incoming)/\(makeID())", limits: uploadLimits)
    }

    private var uploadLimits: MultipartForm.Limits {
        let files = limits.picturesPerUpload
        return MultipartForm.Limits(
            fileBytes: limits.pictureSize,
            files: files,
            fieldBytes: 1000,
            fields: 2 * files,
            bodyBytes: 2 * files * limits.pictureSize
        )
    }

    /// The answer to a path outside the root (404), to a body above its limit (413), to one that has no room beside
    /// the others (429) and to a header that contradicts itself (400).
    func refusal(status: Int, _ head: ServerRequest.Head) -> ServerReply {
        let wording = wording(Route(head).dialect)
        return switch status {
        case 413: .answer(Envelope.failure(.invalidParameter, Message.bodyTooLarge, wording, httpStatus: 413))
        case 400: .answer(Envelope.failure(.invalidParameter, Message.headerUnclear, wording))
        case 429: .answer(Envelope.refusal(.rateLimited(wait: .seconds(1)), wording))
        default: .answer(Envelope.failure(.notFound, nil, wording))
        }
    }

    func answer(_ request: ServerRequest) async -> ServerReply {
        let route = Route(request.head)
        let wording = wording(route.dialect)
        // What was moved away is not there any more, and what cannot be removed now goes at the next start.
        defer { if case .form(let form) = request.body { try? FileManager.default.removeItem(atPath: form.directory) } }
        do {
            guard let kind = route.faultKind else { return .answer(try await handle(route, request, wording)) }
            if let delay = faults.delay(kind) { try await sleep(delay) }
            return try await disturbed(kind, wording) { try await handle(route, request, wording) }
        } catch is CancellationError {
            return .closed(reset: false)
        } catch {
            log("\(request.head.method) /\(request.head.path.segments.joined(separator: "/")) failed: \(error)")
            return .answer(Envelope.failure(.internalError, nil, wording))
        }
    }

    private func handle(
        _ route: Route,
        _ request: ServerRequest,
        _ wording: Wording
    ) async throws -> ServerResponse {
        // A create meets the rate limit last, behind all its other checks.
        if route.needsToken, !route.isCreate, let refusal = limiter.refusal() {
            return Envelope.refusal(refusal, wording)
        }
        return switch route {
        case .endpoint(let operation, let id): try await perform(operation, id: id, request)
        case .video(let id): video(id: id)
        case .picture(let batch, let name): picture(batch: batch, name: name)
        case .still(let task, let name): still(task: task, name: name)
        case .unknown(.kling): Envelope.failure(.Kling.methodNotFound, nil, wording)
        case .unknown(.bach), .nowhere: Envelope.failure(.notFound)
        }
    }

    func perform(_ operation: Operation, id: String, _ request: ServerRequest) async throws -> ServerResponse {
        switch operation {
        case .create(let family): try await create(family, request)
        case .query(.multiImageToVideo): try await multiImageTask(id: id, request.head)
        case .list: try await multiImageTasks(request.head)
        case .query(let family): try await query(family, id: id, request.head)
        case .find: try await find(id: id, request)
        case .health: await health()
        case .openAPI:
            Envelope.answer(
                200,
                OpenAPIDocument(limits: limits, successCode: successCode).json(server: root(request.head))
            )
        case .uploadFiles: try await upload(request)
        case .submitBatch: try await submitBatch(request)
        case .batchStatus: try await batch(id: id, request.head)
        }
    }

    private func query(_ family: Family, id: String, _ head: ServerRequest.Head) async throws -> ServerResponse {
        if id.isEmpty { return Envelope.failure(.invalidParameter, Message.taskIDRequired) }
        guard let task = try await board.task(id: id), task.family == family else { return Envelope.failure(.notFound) }
        var shown = JSONObject([("task_id", .string(task.id))])
        let isOdd = faults.strike(.poll, among: [.unknownStatus]) != nil
        shown["status"] = .string(isOdd ? "TASK_REVIEWING" : task.status.rawValue)
        if task.status != .succeeded || family.showsMessageOnSuccess { shown["message"] = .string(task.message) }
        if task.status == .succeeded, !isOdd, faults.strike(.poll, among: [.noURL]) == nil {
            let root = root(head)
            if family.makesVideo {
                shown["video_url"] = .string("\(root)/videos/\(task.id).mp4")
            } else {
                shown["split_images"] = stills(of: task, root: root)
            }
        }
        return success(.object(shown), code: family.successCode)
    }

    private func video(id: String) -> ServerResponse {
        guard faults.strike(.video, among: [.expireURL]) == nil else {
            return .text(403, "This link has expired.\n")
        }
        let rest = id.dropFirst(36)
        guard UUID(uuidString: String(id.prefix(36))) != nil, rest.isEmpty || rest == TaskRecord.watermark else {
            return Envelope.failure(.notFound)
        }
        return ServerResponse(
            status: 200,
            headers: [("Content-Type", "video/mp4")],
            body: .file(path: folders.video(of: id))
        )
    }

    /// This server as the client reached it, so that links work through a tunnel too.
    func root(_ head: ServerRequest.Head) -> String {
        let host = head.headers["host"] ?? ""
        let isPlain =
            !host.isEmpty
            && host.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || ".-:[]".utf8.contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
        return "http://\(isPlain ? host : authority)"
    }
}
