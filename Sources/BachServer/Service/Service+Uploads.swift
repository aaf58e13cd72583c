import BachAPI
import FoundationEssentials
import HTTPServerKit

extension Service {
    /// `POST /batch-upload/submit-with-files`: the pictures are here already, so the batch is complete.
    ///
    /// No page shows the answer of any upload; ours is the same as that of the batch's status.
    func upload(_ request: ServerRequest) async throws -> ServerResponse {
        guard case .form(let form) = request.body else {
            return Envelope.failure(.invalidParameter, UploadRules.problem(files: [], limits: limits))
        }
        if let problem = form.problem { throw UploadNotKept(description: problem) }
        if let defect = form.defect { return Envelope.failure(.invalidParameter, defect.message) }
        let files = form.files.filter { $0.field == "files" }
        let names = form.values("image_names") + form.values("imageNames")
        let checked = files.map {
            UploadRules.File(name: $0.name, size: $0.size, isPicture: PictureFile.format(path: $0.path) != nil)
        }
        let problem = UploadRules.problem(files: checked, names: names.isEmpty ? nil : names.count, limits: limits)
        if let problem { return Envelope.failure(.invalidParameter, problem) }
        let ownID = (form.values("batch_id") + form.values("batchId")).first { !$0.isEmpty }
        if let problem = try await self.problem(batchID: ownID) {
            return Envelope.failure(.invalidParameter, problem)
        }
        let folder = makeID()
        let images = try keep(files, names: names, folder: folder)
        log("uploaded \(images.count) pictures")
        return try await record(images, id: ownID, folder: folder, request.head)
    }

    /// `POST /batch-upload/submit`: answers at once; the pictures are got after that.
    func submitBatch(_ request: ServerRequest) async throws -> ServerResponse {
        let submission: BatchSubmission
        do {
            submission = try BatchSubmission(try await request.json(), limits: limits)
        } catch let error as JSONProblem {
            return Envelope.failure(.invalidParameter, Message.body(error))
        } catch let error as BatchProblem {
            return Envelope.failure(.invalidParameter, error.message)
        }
        if let problem = try await problem(batchID: submission.batchID) {
            return Envelope.failure(.invalidParameter, problem)
        }
        let folder = makeID()
        do {
            let images = try park(submission.images, folder: folder)
            log("a batch of \(images.count) pictures to get")
            return try await record(images, id: submission.batchID, folder: folder, request.head)
        } catch {
            intake.clear(folder)
            throw error
        }
    }

    /// `GET /batch-upload/status/{batch_id}`.
    func batch(id: String, _ head: ServerRequest.Head) async throws -> ServerResponse {
        guard let batch = try await batches.batch(id: id) else { return Envelope.failure(.batchNotFound) }
        return success(json(batch, head))
    }

    /// What is wrong with a batch id of the caller's own.
    private func problem(batchID: String?) async throws -> String? {
        guard let batchID else { return nil }
        if let problem = UploadRules.problem(batchID: batchID) { return problem }
        return try await batches.batch(id: batchID) == nil ? nil : Message.batchIDTaken
    }

    private func record(
        _ images: [BatchImage],
        id: String?,
        folder: String,
        _ head: ServerRequest.Head
    ) async throws -> ServerResponse {
        let batch = BatchRecord(id: id ?? folder, folder: folder, createdAt: gate.now(), images: images)
        guard try await batches.add(batch) else {
            intake.clear(folder)
            return Envelope.failure(.invalidParameter, Message.batchIDTaken)
        }
        return success(json(batch, head))
    }

    private func json(_ batch: BatchRecord, _ head: ServerRequest.Head) -> JSONValue {
        let place = "\(root(head))/uploads/\(batch.folder)"
        let images = batch.images.enumerated().map { index, image -> JSONValue in
            [
                "index": .integer(Int64(index)), "image_name": image.name.map(JSONValue.string) ?? .null,
                "status": .string(image.status.rawValue),
                "url": image.file.map { .string("\(place)/\($0)") } ?? .null,
                "error": image.error.map(JSONValue.string) ?? .null,
            ]
        }
        return [
            "batch_id": .string(batch.id), "status": .string(batch.status.rawValue),
            "total_count": .integer(Int64(images.count)),
            "success_count": .integer(Int64(batch.count(.succeeded))),
            "failed_count": .integer(Int64(batch.count(.failed))), "created_at": .integer(Int64(batch.createdAt)),
            "images": .array(images),
        ]
    }

    /// Puts what came in base64 aside until it is its turn.
    private func park(_ images: [BatchSubmission.Image], folder: String) throws -> [BatchImage] {
        try zip(1..., images).map { number, image in
            switch image.source {
            case .url(let url):
                let job = BatchJob(batch: folder, folder: folder, number: number, url: url)
                return BatchImage(name: image.name ?? job.name, url: url)
            case .base64(let payload):
                try intake.park(payload, number: number, folder: folder)
                return BatchImage(name: image.name, url: nil)
            }
        }
    }

    /// Moves the files to a folder that nobody can guess, under names of our own.
    private func keep(_ files: [MultipartForm.File], names: [String], folder: String) throws -> [BatchImage] {
        let place = "\(folders.uploads)/\(folder)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        return try files.enumerated().map { index, file in
            let name = "\(index + 1).\(UploadRules.fileExtension(file.name)?.lowercased() ?? "")"
            try FileManager.default.moveItem(atPath: file.path, toPath: "\(place)/\(name)")
            return BatchImage(name: names.isEmpty ? file.name : names[index], status: .succeeded, file: name)
        }
    }

    /// Serves a picture that was uploaded.
    func picture(batch: String, name: String) -> ServerResponse {
        guard let path = ServedPictures(folders: folders).path(batch: batch, name: name) else {
            return Envelope.failure(.notFound)
        }
        return served(path)
    }

    /// A picture of this server, by what it is.
    func served(_ path: String) -> ServerResponse {
        let type = PictureFile.format(path: path)?.mediaType ?? "application/octet-stream"
        return ServerResponse(
            status: 200,
            headers: [("Content-Type", type), ("X-Content-Type-Options", "nosniff")],
            body: .file(path: path)
        )
    }
}

extension MultipartForm.Defect {
    fileprivate var message: String {
        switch self {
        case .malformed: Message.formMalformed
        case .fieldTooLong: Message.formFieldTooLong
        case .tooManyFields: Message.formFieldsTooMany
        }
    }
}
