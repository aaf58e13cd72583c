import BachAPI
import FoundationEssentials
import ToccataCore
import ToccataLedger

/// Requests that were made before.
extension EffectWorker {
    /// The files that were uploaded to a server under these links and are still there.
    func files(links: [String], _ server: ServerIdentity) async throws -> [String: String] {
        let wanted = Set(links)
        var files: [String: String] = [:]
        for (path, url) in try await ledger.assetURLs(server: server) where FileManager.default.fileExists(atPath: path)
        {
            // The embedded server may have been elsewhere when it gave the link.
            for link in wanted where server.current(link, currentBaseURL: url) == url { files[link] = path }
        }
        return files
    }

    /// Sends the request of a task once more, as a task of its own.
    func sendAnew(_ id: ShortID) async throws {
        guard let task = try await ledger.task(id) else { return }
        let links = LocalPictures.links(in: task.request)
        let paths = links.isEmpty ? [:] : try await files(links: links, task.server)
        let seed = dependencies.random(0...10_000_000)
        await send(task.mode, [task.requestAnew(seed: seed, paths: paths)])
    }
}
