import BachAPI
import BachClient
import FoundationEssentials
package import ToccataCore
import ToccataLedger

extension Conductor {
    /// Uploads the pictures of this machine that the request names, and records the body with their URLs.
    ///
    /// - Returns: Whether the task can be sent now; if not, what happened is recorded.
    func uploadPictures(of task: VideoTask, with client: BachClient) async -> Bool {
        let paths = LocalPictures.paths(in: task.request)
        guard !paths.isEmpty else { return true }
        let sink = sink
        let uploader = uploader(client, task.server, .single, count: paths.count) { sink(.uploading(task.id, $0)) }
        var urls: [String: String] = [:]
        for file in await uploader.upload(paths) {
            switch file.result {
            case .success(let url): urls[file.path] = url
            case .failure(let trouble):
                // What a cancelled transfer says is about us, not about the picture.
                if !Task.isCancelled { await take(trouble, of: task) }
                return false
            }
            if file.isSent { reached(task.server) }
        }
        uploadFailures[task.id] = nil
        let replaced = urls
        let changed = await change(task.id, source: "upload") { task in
            guard task.state == .out || task.state == .retry else { return false }
            task.request = LocalPictures.replacing(replaced, in: task.request)
            return true
        }
        if changed != nil { dependencies.passed(.picturesRecorded) }
        return changed != nil
    }

    /// The service's URL of each picture of this machine, which is uploaded unless the service has it already.
    ///
    /// Cancelling ends it after what has landed so far.
    ///
    /// - Returns: What came of each, in their order.
    /// - Throws: ``ConductorError``; nothing was sent then.
    package func upload(
        _ paths: [String],
        to server: ServerIdentity,
        progress: @escaping @Sendable (UploadProgress) -> Void
    ) async throws(ConductorError) -> [UploadedFile] {
        let client = try await client(for: server)
        let files = await uploader(client, server, .init(), count: paths.count, progress).upload(paths)
        if files.contains(where: \.isSent) { reached(server) }
        return files
    }

    private func uploader(
        _ client: BachClient,
        _ server: ServerIdentity,
        _ packing: PictureUploader.Packing,
        count: Int,
        _ progress: @escaping @Sendable (UploadProgress) -> Void
    ) -> PictureUploader {
        PictureUploader(
            client: client,
            server: server,
            ledger: ledger,
            dependencies: dependencies,
            packing: packing,
            meter: UploadMeter(pictures: count, now: dependencies.now, report: progress),
            warn: { [sink] in sink(.note(.warning, $0)) }
        )
    }

    private func take(_ trouble: UploadTrouble, of task: VideoTask) async {
        uploadFailures[task.id, default: 0] += 1
        switch trouble {
        case .unreachable(let reason):
            notReached(reason)
            await notSent(task, reason: reason, after: nil)
        case .throttled(let reason, let after): await notSent(task, reason: reason, after: after)
        case .refused(let failure): await refused(task, failure)
        case .rejected(let reason), .unreadable(let reason), .unclear(let reason):
            await record(.unsendable(reason: reason), for: task.id, source: "upload")
        }
    }

    /// Has the pictures of a failed task uploaded again next time: their links may be what made it fail.
    func forgetPictures(of task: VideoTask) async {
        let links = LocalPictures.links(in: task.request)
        guard !links.isEmpty else { return }
        do throws(LedgerError) {
            try await ledger.forgetAssets(at: links, server: task.server)
        } catch {
            note(.warning, error.description)
        }
    }
}
