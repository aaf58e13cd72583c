import FoundationEssentials
import Glibc

/// A video on its way to the disk: `name.mp4.part`, locked against another process that wants the same one.
///
/// It keeps that name beside its final one until it is discarded. So a process that ended before it could say what
/// it had saved has left a mark, and the next one finds the video instead of fetching it again, or writing over it.
final class PartFile {
    let descriptor: Int32
    /// The final name that an earlier run gave it.
    private(set) var video: String?
    private let folder: String
    private let name: String
    private let path: String

    init(folder: String, name: String) throws(PartFileError) {
        self.folder = folder
        self.name = name
        path = folder + "/" + name + ".mp4.part"
        try Self.makeFolder(folder)
        (descriptor, video) = try Self.openFresh(path, folder: folder, name: name)
    }

    /// Opens the part of a video that is finished already, or an empty one; never empties what has another name.
    private static func openFresh(
        _ path: String,
        folder: String,
        name: String
    ) throws(PartFileError) -> (descriptor: Int32, video: String?) {
        let descriptor = try openLocked(path)
        var file = stat()
        if fstat(descriptor, &file) == 0, file.st_nlink == 1 {
            ftruncate(descriptor, 0)
            return (descriptor, nil)
        }
        if let video = finals(folder, name).first(where: { isNamed($0, descriptor) }) { return (descriptor, video) }
        unlink(path)
        close(descriptor)
        return (try openLocked(path), nil)
    }

    private static func finals(_ folder: String, _ name: String) -> some Sequence<String> {
        (1...999).lazy.map { folder + "/" + name + ($0 == 1 ? "" : "-\($0)") + ".mp4" }
    }

    deinit { close(descriptor) }

    /// Bytes written so far.
    static func length(of descriptor: Int32) -> Int64 { Int64(lseek(descriptor, 0, SEEK_END)) }

    /// Takes the name of a part away; a finished video keeps its final one.
    func discard() {
        if Self.isNamed(path, descriptor) { unlink(path) }
    }

    /// Checks that it is an MP4, makes it durable and gives it its name, or the next one that is free.
    func finish() throws(PartFileError) -> String {
        if let video { return video }
        guard isVideo else {
            discard()
            throw PartFileError("What came is not an MP4 video.")
        }
        guard fsync(descriptor) == 0 else { throw PartFileError("The video could not be written", code: errno) }
        for final in Self.finals(folder, name) where try rename(to: final) {
            syncFolder()
            video = final
            return final
        }
        throw PartFileError("There are too many files named \(name) in \(folder).")
    }

    /// An MP4 begins with a box whose kind is `ftyp`.
    private var isVideo: Bool {
        var bytes = [UInt8](repeating: 0, count: 8)
        return pread(descriptor, &bytes, 8, 0) == 8 && bytes[4...].elementsEqual("ftyp".utf8)
    }

    /// Gives the file its name; false when there is such a file already.
    private func rename(to final: String) throws(PartFileError) -> Bool {
        if link(path, final) == 0 { return true }
        switch errno {
        case EEXIST: return false
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK: return try reserveAndRename(to: final)
        case let code: throw PartFileError("\(final) cannot be made", code: code)
        }
    }

    /// For file systems without hard links: an empty file of our own is what the rename replaces.
    private func reserveAndRename(to final: String) throws(PartFileError) -> Bool {
        let reserved = open(final, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
        if reserved < 0 && errno == EEXIST { return false }
        guard reserved >= 0, close(reserved) == 0, Glibc.rename(path, final) == 0 else {
            throw PartFileError("\(final) cannot be made", code: errno)
        }
        return true
    }

    private func syncFolder() { Self.sync(folder) }

    /// Makes the names in a folder durable.
    static func sync(_ folder: String) {
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }

    static func makeFolder(_ path: String) throws(PartFileError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw PartFileError("The folder \(path) cannot be made.")
        }
    }

    /// Opens and locks; what another process renamed away between the two is not ours to write to.
    static func openLocked(_ path: String) throws(PartFileError) -> Int32 {
        for _ in 1...10 {
            let descriptor = open(path, O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw PartFileError("\(path) cannot be written", code: errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw PartFileError("\(path) is being written by another process.", isBusy: true)
            }
            if isNamed(path, descriptor) { return descriptor }
            close(descriptor)
        }
        throw PartFileError("\(path) is being written by another process.", isBusy: true)
    }

    static func isNamed(_ path: String, _ descriptor: Int32) -> Bool {
        var opened = stat()
        var named = stat()
        guard fstat(descriptor, &opened) == 0, lstat(path, &named) == 0 else { return false }
        return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }
}
