import BachAPI
import BachClient
import FoundationEssentials
import ToccataCore

extension Conductor {
    /// Makes a task's pictures of this machine ready: uploaded, and so part of the record, or read into base64.
    ///
    /// - Returns: What goes out in place of the paths that are still in the request; nil when the task cannot be sent
    ///   now, which is recorded then.
    func pictures(of task: VideoTask, with client: BachClient) async -> [String: String]? {
        if !client.traits.takesUploads { return await embedded(task) }
        return await uploadPictures(of: task, with: client) ? [:] : nil
    }

    /// The pictures as base64, for a service that takes no uploads.
    ///
    /// They are in the request as it goes out and nowhere else: the ledger keeps their paths.
    private func embedded(_ task: VideoTask) async -> [String: String]? {
        var texts: [String: String] = [:]
        for path in LocalPictures.paths(in: task.request) {
            guard let text = Self.base64(path) else {
                await unsendable(task, "The picture \(path) cannot be read, or is larger than 10 MB.")
                return nil
            }
            texts[path] = text
        }
        let body = LocalPictures.replacing(texts, in: task.request)
        if !texts.isEmpty, let problem = RequestRules.problems(in: body, mode: task.mode).first {
            await unsendable(task, "A picture cannot be sent: \(problem.message).")
            return nil
        }
        return texts
    }

    private func unsendable(_ task: VideoTask, _ reason: String) async {
        await record(.unsendable(reason: reason), for: task.id, source: "send")
    }

    private static func base64(_ path: String) -> String? {
        guard let file = PictureFile(path: path), file.bytes <= Limits.current.pictureSize else { return nil }
        // Nil: it is gone since it was looked into.
        return (try? Data(contentsOf: URL(filePath: path)))?.base64EncodedString()
    }
}
