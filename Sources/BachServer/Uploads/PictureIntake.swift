import BachAPI
import FoundationEssentials
import Glibc

/// Gets the image of a batch, by its URL or out of base64, and keeps it among the uploads.
struct PictureIntake: Sendable {
    let fetcher: PictureFetcher
    let folders: DataFolders

    /// Keeps base64 that came with a request until it is its turn.
    func park(_ base64: Substring, number: Int, folder: String) throws {
        let place = folders.parked(folder)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let written = base64.utf8.withContiguousStorageIfAvailable { bytes in
            Self.write(UnsafeRawBufferPointer(bytes), to: "\(place)/\(number)")
        }
        if let code = written ?? Array(base64.utf8).withUnsafeBytes({ Self.write($0, to: "\(place)/\(number)") }) {
            throw UploadNotKept(
                description: "an uploaded picture could not be kept: \(String(cString: strerror(code)))"
            )
        }
    }

    /// Forgets what was parked for a batch.
    func clear(_ folder: String) {
        // What cannot be removed is in nobody's way.
        try? FileManager.default.removeItem(atPath: folders.parked(folder))
    }

    /// Gets one image into the batch's folder.
    ///
    /// - Returns: The file's name there.
    /// - Throws: An error whose description is for whoever sent the batch.
    func take(_ job: BatchJob) async throws -> String {
        do {
            return try await keep(job)
        } catch let error as CocoaError {
            throw UploadNotKept(description: "The \(job.number)th image could not be kept: \(FileProblem(error)).")
        }
    }

    /// Forgets what was parked for one image.
    func discard(_ job: BatchJob) {
        if job.url == nil { unlink("\(folders.parked(job.folder))/\(job.number)") }
        // The folder stays until it is empty.
        rmdir(folders.parked(job.folder))
    }

    private func keep(_ job: BatchJob) async throws -> String {
        let temporary = "\(folders.incoming)/\(job.folder)-\(job.number)"
        // What cannot be removed now goes at the next start.
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        let path = try await get(job, into: temporary)
        guard let format = PictureFile.format(path: path) else {
            throw BatchProblem(Message.fileNoImage(job.number, job.name))
        }
        let name = "\(job.number).\(format.rawValue)"
        let place = "\(folders.uploads)/\(job.folder)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        // One that is there was left by a run that ended before it could say so.
        try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
        if path == temporary {
            try FileManager.default.moveItem(atPath: path, toPath: "\(place)/\(name)")
        } else {
            try FileManager.default.copyItem(atPath: path, toPath: "\(place)/\(name)")
        }
        return name
    }

    private func get(_ job: BatchJob, into file: String) async throws -> String {
        if let url = job.url {
            return try await fetcher.path(of: url, name: "The \(job.number)th image", downloadingTo: file)
        }
        let parked = "\(folders.parked(job.folder))/\(job.number)"
        guard try Base64File.decode(parked, to: file) else { throw BatchProblem(Message.imageNoBase64(job.number)) }
        return file
    }

    /// Writes a new file; the error's number, or nil when all is written.
    private static func write(_ bytes: UnsafeRawBufferPointer, to path: String) -> Int32? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        return Base64File.writeAll(bytes, to: descriptor) ? nil : errno
    }
}

extension BatchJob {
    /// What messages call its file.
    var name: String {
        url.flatMap { $0.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map(String.init) } ?? "base64"
    }
}

extension BatchProblem: CustomStringConvertible {
    package var description: String { message }
}
