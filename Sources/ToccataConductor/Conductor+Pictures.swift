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
        var urls: [String: String] = [:]
        for (number, path) in zip(1..., paths) {
            sink(.uploading(task.id, number: number, of: paths.count))
            guard let url = await upload(path, of: task, with: client) else { return false }
            urls[path] = url
        }
        uploadFailures[task.id] = nil
        let replaced = urls
        let changed = await change(task.id, source: "upload") { task in
            guard task.state == .out || task.state == .retry else { return false }
            task.request = LocalPictures.replacing(replaced, in: task.request)
            return true
        }
        return changed != nil
    }

    /// The service's URL of a picture of this machine, which is uploaded unless the service has it already.
    ///
    /// - Throws: ``ConductorError``; trying again later helps after `unreachable`.
    package func upload(_ path: String, to server: ServerIdentity) async throws(ConductorError) -> String {
        let client = try await client(for: server)
        switch await uploaded(path, to: server, with: client) {
        case .uploaded(let urls): return urls.first ?? ""
        case .retry(let reason), .throttled(let reason, _): throw .unreachable(reason: reason)
        case .refused(let failure): throw .refused(failure)
        case .failed(let reason): throw .unsendable(reason: reason)
        }
    }

    private func upload(_ path: String, of task: VideoTask, with client: BachClient) async -> String? {
        let outcome = await uploaded(path, to: task.server, with: client)
        if case .uploaded(let urls) = outcome, let url = urls.first { return url }
        // What a cancelled transfer says is about us, not about the picture.
        if !Task.isCancelled { await take(outcome, of: task) }
        return nil
    }

    private func uploaded(_ path: String, to server: ServerIdentity, with client: BachClient) async -> UploadOutcome {
        guard let picture = PictureFile(path: path) else {
            return .failed(reason: "The picture \(path) cannot be read.")
        }
        if let known = await knownURL(picture, server) {
            return .uploaded([server.current(known, currentBaseURL: client.baseURL)])
        }
        let outcome = await client.upload([LocalPicture(path: path)])
        if case .uploaded(let urls) = outcome, let url = urls.first {
            reached(server)
            await remember(picture, url, server)
        }
        return outcome
    }

    private func take(_ outcome: UploadOutcome, of task: VideoTask) async {
        uploadFailures[task.id, default: 0] += 1
        switch outcome {
        case .uploaded: break
        case .retry(let reason):
            notReached(reason)
            await notSent(task, reason: reason, after: nil)
        case .throttled(let reason, let after): await notSent(task, reason: reason, after: after)
        case .refused(let failure): await refused(task, failure)
        case .failed(let reason): await record(.unsendable(reason: reason), for: task.id, source: "upload")
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

    private func knownURL(_ picture: PictureFile, _ server: ServerIdentity) async -> String? {
        do throws(LedgerError) {
            return try await ledger.assetURL(hash: picture.hash, server: server)
        } catch {
            note(.warning, error.description)
            return nil
        }
    }

    private func remember(_ picture: PictureFile, _ url: String, _ server: ServerIdentity) async {
        do throws(LedgerError) {
            try await ledger.recordAsset(
                hash: picture.hash,
                server: server,
                url: url,
                path: picture.path,
                bytes: picture.bytes,
                at: dependencies.now()
            )
        } catch {
            note(.warning, error.description)
        }
    }
}
