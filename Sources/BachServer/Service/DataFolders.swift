import FoundationEssentials
import Glibc

/// The folders of the local server below its data directory; all are private to its owner.
struct DataFolders: Sendable {
    /// An absolute path: renderers work in folders of their own.
    let root: String

    init(root: String) {
        self.root = root.hasPrefix("/") ? root : "\(FileManager.default.currentDirectoryPath)/\(root)"
    }

    var database: String { "\(root)/bach-local.sqlite" }
    var videos: String { "\(root)/videos" }
    /// Pictures of subjects, one folder for each task.
    var subjects: String { "\(root)/subjects" }
    /// Pictures that were uploaded, one folder for each batch.
    var uploads: String { "\(root)/uploads" }
    /// Pictures in base64 that wait for their turn, one folder for each batch.
    var parked: String { "\(root)/parked" }
    /// What is coming in or being worked on; emptied at each start.
    var incoming: String { "\(root)/incoming" }

    func parked(_ batch: String) -> String { "\(parked)/\(batch)" }

    func video(of name: String) -> String { "\(videos)/\(name).mp4" }

    func stills(of id: String) -> String { "\(subjects)/\(id)" }

    /// Makes what is missing, clears what an earlier run left half done, and keeps other servers out.
    ///
    /// - Returns: The lock; it is held as long as this is.
    func prepare() throws(ServerError) -> FolderLock {
        try make([root])
        let lock = try FolderLock(folder: root)
        let files = FileManager.default
        // What cannot be removed is in nobody's way.
        if files.fileExists(atPath: incoming) { try? files.removeItem(atPath: incoming) }
        try make([videos, subjects, uploads, parked, incoming])
        return lock
    }

    /// Tries whether files can be kept.
    ///
    /// - Throws: ``FileProblem`` when there is no room, or nothing may be written.
    func probe() throws {
        let file = "\(incoming)/probe-\(UUID().uuidString)"
        do {
            try Data(count: 65_536).write(to: URL(filePath: file))
            try FileManager.default.removeItem(atPath: file)
        } catch let error as CocoaError {
            // What was written of it goes at the next start at the latest.
            try? FileManager.default.removeItem(atPath: file)
            throw FileProblem(error)
        }
    }

    private func make(_ folders: [String]) throws(ServerError) {
        let files = FileManager.default
        do {
            for folder in folders where !files.fileExists(atPath: folder) {
                try files.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            }
        } catch {
            let reason = (error as? CocoaError).map { "\(FileProblem($0))" } ?? "\(error)"
            throw .noDataDirectory(path: root, reason: reason)
        }
    }
}

/// A lock on a folder that the kernel frees when the process ends, however it ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(folder: String) throws(ServerError) {
        descriptor = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .noDataDirectory(path: folder, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .dataInUse(path: folder)
        }
    }

    deinit {
        // Said in words: a child that is just being started may still hold a copy of the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
