import BachAPI
import FoundationEssentials

extension Service {
    /// `POST /batch-upload/submit-with-files`: the pictures are here already, so the batch is complete.
    ///
    /// No page shows the answer; its shape is that of a batch's status, complete already.
    func upload(_ request: ServerRequest) async throws -> ServerResponse {
        guard case .form(let form) = request.body else {
            return Envelope.failure(.invalidParameter, UploadRules.problem(files: [], limits: limits))
        }
        // What cannot be removed now goes at the next start.
        defer { try? FileManager.default.removeItem(atPath: form.directory) }
        if let problem = form.problem { throw UploadNotKept(description: problem) }
        let files = form.files.filter { $0.field == "files" }
        let names = form.values("image_names") + form.values("imageNames")
        let checked = files.map {
            UploadRules.File(name: $0.name, size: $0.size, isPicture: PictureFile.format(path: $0.path) != nil)
        }
        let problem = UploadRules.problem(files: checked, names: names.isEmpty ? nil : names.count, limits: limits)
        if let problem { return Envelope.failure(.invalidParameter, problem) }
        let batch = makeID()
        let images = try keep(files, names: names, batch: batch, root: root(request.head))
        log("uploaded \(images.count) pictures")
        return success(
            [
                "batch_id": .string(form.values("batch_id").first { !$0.isEmpty } ?? batch),
                "status": "BATCH_COMPLETED", "total_count": .integer(Int64(images.count)),
                "success_count": .integer(Int64(images.count)), "failed_count": 0,
                "created_at": .integer(Int64(gate.now())), "images": .array(images),
            ])
    }

    /// Moves the files to a folder that nobody can guess, under names of our own.
    private func keep(
        _ files: [MultipartForm.File],
        names: [String],
        batch: String,
        root: String
    ) throws -> [JSONValue] {
        let folder = "\(folders.uploads)/\(batch)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try files.enumerated().map { index, file in
            let name = "\(index + 1).\(UploadRules.fileExtension(file.name)?.lowercased() ?? "")"
            try FileManager.default.moveItem(atPath: file.path, toPath: "\(folder)/\(name)")
            return [
                "index": .integer(Int64(index)), "image_name": .string(names.isEmpty ? file.name : names[index]),
                "status": "SUCCEEDED", "url": .string("\(root)/uploads/\(batch)/\(name)"), "error": .null,
            ]
        }
    }

    /// Serves a picture that was uploaded.
    func picture(batch: String, name: String) -> ServerResponse {
        guard let path = UploadedPictures(folders: folders).path(batch: batch, name: name) else {
            return Envelope.failure(.notFound)
        }
        let type = PictureFile.format(path: path)?.mediaType ?? "application/octet-stream"
        return ServerResponse(
            status: 200,
            headers: [("Content-Type", type), ("X-Content-Type-Options", "nosniff")],
            body: .file(path: path)
        )
    }
}

/// Why an upload could not be kept, which is no fault of the picture.
struct UploadNotKept: Error, CustomStringConvertible {
    let description: String
}
