import FoundationEssentials

/// The folders of the local server below its data directory; all are private to its owner.
struct DataFolders: Sendable {
    /// An absolute path: renderers work in folders of their own.
    let root: String

    init(root: String) {
        self.root = root.hasPrefix("/") ? root : "\(FileManager.default.currentDirectoryPath)/\(root)"
    }

    var database: String { "\(root)/bach-local.sqlite" }
    var videos: String { "\(root)/videos" }
    /// Pictures that were uploaded, one folder for each batch.
    var uploads: String { "\(root)/uploads" }
    /// What is coming in or being worked on; emptied at each start.
    var incoming: String { "\(root)/incoming" }

    func video(of id: String) -> String { "\(videos)/\(id).mp4" }

    /// Makes what is missing.
    func prepare() throws(ServerError) {
        let files = FileManager.default
        do {
            if files.fileExists(atPath: incoming) { try files.removeItem(atPath: incoming) }
            for folder in [root, videos, uploads, incoming] where !files.fileExists(atPath: folder) {
                try files.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            }
        } catch {
            throw .noDataDirectory(path: root, reason: "\(error)")
        }
    }
}
