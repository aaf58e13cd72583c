import BachAPI
import FoundationEssentials
import HTTPServerKit

extension Service {
    /// `GET /videos/multi-image2video/{id}`: a task of the sender's own, by its id or by the one that they gave it.
    func multiImageTask(id: String, _ head: ServerRequest.Head) async throws -> ServerResponse {
        let wording = wording(.kling)
        guard let task = try await board.task(.multiImageToVideo, of: gate.accessKey(head), id: id) else {
            return Envelope.failure(.notFound, nil, wording)
        }
        var shown = KlingTask(task, server: root(head))
        if faults.strike(.poll, among: [.unknownStatus]) != nil {
            shown.status = "reviewing"
            shown.hasResult = false
        } else if task.status == .succeeded {
            shown.hasLinks = faults.strike(.poll, among: [.noURL]) == nil
        }
        return success(.object(shown.data), code: task.family.successCode, wording)
    }

    /// `GET /videos/multi-image2video?pageNum=&pageSize=`: the sender's own tasks, newest first.
    func multiImageTasks(_ head: ServerRequest.Head) async throws -> ServerResponse {
        let wording = wording(.kling)
        let page: TaskPage
        do {
            page = try TaskPage(head.query, limits.multiImage)
        } catch {
            return Envelope.failure(.invalidParameter, error.message, wording)
        }
        let tasks = try await board.tasks(.multiImageToVideo, of: gate.accessKey(head), page)
        let shown = tasks.map { JSONValue.object(KlingTask($0, server: root(head)).data) }
        return success(.array(shown), code: Family.multiImageToVideo.successCode, wording)
    }

    /// Moves pictures that came as base64 to files, whose links take their place: a body is read at each poll.
    ///
    /// - Returns: The new body, and the folder of the pictures if there is one.
    func keepPictures(of body: JSONValue, server: String) throws -> (body: JSONValue, folder: String?) {
        let elements = body["image_list"]?.arrayValue ?? []
        let pictures = elements.map { $0["image"]?.stringValue ?? "" }
        guard pictures.contains(where: { !RequestRules.isWebURL($0) }), var object = body.objectValue else {
            return (body, nil)
        }
        let batch = makeID()
        let folder = "\(folders.uploads)/\(batch)"
        do {
            let kept = try keep(pictures, in: folder, linkedAt: "\(server)/uploads/\(batch)")
            object["image_list"] = .array(kept)
        } catch {
            // A disk that is full gets back what did fit.
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        return (.object(object), folder)
    }

    /// Writes each picture in base64 to `folder`, and answers the list with links to them.
    private func keep(_ pictures: [String], in folder: String, linkedAt link: String) throws -> [JSONValue] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try pictures.enumerated().map { index, picture in
            guard let data = Data(base64Encoded: picture) else { return ["image": .string(picture)] }
            let name = "\(index + 1).\(PictureFormat(firstBytes: data)?.rawValue ?? "")"
            try data.write(to: URL(filePath: "\(folder)/\(name)"))
            return ["image": .string("\(link)/\(name)")]
        }
    }
}
