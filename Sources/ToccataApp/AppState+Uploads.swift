import BachAPI
import FoundationEssentials
package import ToccataCore

/// Which pictures of the draft the service has already.
extension AppState {
    package func upload(of picture: PictureSource) -> PictureUpload {
        guard let path = picture.path(in: places) else { return .asItIs }
        guard isUsable(path) else { return .unknown }
        if compose.draft.mode == .multiImageToVideo, !destination.uploadsMultiImage { return .base64 }
        guard let time = pictures.upload(path) else { return .unknown }
        return time.map(PictureUpload.done) ?? progress(of: path).map(PictureUpload.uploading) ?? .waiting
    }

    /// Whether the service would take what was found in a file.
    private func isUsable(_ path: String) -> Bool {
        guard case .found(let finding) = pictures.check(path) else { return false }
        return finding.problem(compose.draft.mode) == nil
    }

    /// How far the upload is that a file is part of.
    private func progress(of path: String) -> Int? {
        uploads.lazy.compactMap { [queue] id, progress in
            guard let task = queue.task(id), LocalPictures.paths(in: task.request).contains(path) else { return nil }
            return progress.percent ?? 0
        }.first
    }

    /// What a file holds decides whether it is there already, so it has to be a picture.
    func uploadLook(_ path: String) -> [Effect] {
        guard case .found(let finding) = pictures.check(path), finding.problem() == nil else { return [] }
        return [.findUpload(path: path, at: destination.server)]
    }

    /// Looks again where pictures went up, or may have to go up again.
    func uploadLooks() -> [Effect] {
        var paths: Set<String> = []
        let sources = compose.draft.references.flatMap(\.pictures) + [compose.draft.image]
        return sources.compactMap { $0.path(in: places) }.filter { paths.insert($0).inserted }.flatMap(uploadLook)
    }

    /// Of the draft's pictures of this machine, how many are where the service finds them; nil where there are none.
    package var uploadCount: (done: Int, all: Int)? {
        let files = compose.draft.references.flatMap(\.pictures).filter(\.isFile)
        guard !files.isEmpty else { return nil }
        return (files.count { if case .done = upload(of: $0) { true } else { false } }, files.count)
    }
}
