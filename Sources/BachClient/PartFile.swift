import FoundationEssentials
import Glibc
import Synchronization

/// A video on its way to the disk: `name.mp4.part`, locked against another process that wants the same one.
///
/// It keeps that name beside its final one until it is discarded. So a process that ended before it could say what
/// it had saved has left a mark, and the next one finds the video instead of fetching it again, or writing over it.
///
/// A part of a video is kept, too, as long as `name.mp4.part.from` tells what it is a part of (``PartOrigin``): that
/// file goes before the part is emptied, and comes before its first byte. A kill at any moment leaves both in accord.
final class PartFile: Sendable {
    private struct State {
        /// The final name that this or an earlier run gave it.
        var video: String?
        var origin: PartOrigin?
    }

    let descriptor: Int32
    let folder: String
    private let name: String
    private let path: String
    private let state: Mutex<State>

    init(folder: String, name: String) throws(PartFileError) {
        self.folder = folder
        self.name = name
        path = folder + "/" + name + ".mp4.part"
        try Self.makeFolder(folder)
        let (opened, video) = try Self.openUnnamed(path, folder: folder, name: name)
        descriptor = opened
        state = Mutex(State(video: video))
        if video == nil { takeUp() }
    }

    /// The final name, once it has one.
    var video: String? { state.withLock(\.video) }

    /// What the bytes that are there are a part of; nil when there are none.
    var origin: PartOrigin? { state.withLock(\.origin) }

    /// Opens the part of a video that is finished already, or one without another name; what has one is left alone.
    private static func openUnnamed(
        _ path: String,
        folder: String,
        name: String
    ) throws(PartFileError) -> (descriptor: Int32, video: String?) {
        let descriptor = try openLocked(path)
        var file = stat()
        if fstat(descriptor, &file) == 0, file.st_nlink == 1 { return (descriptor, nil) }
        if let video = finals(folder, name).first(where: { isNamed($0, descriptor) }) { return (descriptor, video) }
        unlink(path)
        close(descriptor)
        return (try openLocked(path), nil)
    }

    // MARK: A part of a video

    static let originEnding = ".from"

    private var originPath: String { path + Self.originEnding }

    /// Goes on with what an earlier run left, if it can be trusted.
    private func takeUp() {
        let text = try? String(contentsOfFile: originPath, encoding: .utf8)  // Missing: nobody knows what it is.
        guard let origin = text.flatMap(PartOrigin.init(text:)), origin.boot == PartOrigin.currentBoot, length > 0,
            origin.total.map({ length <= $0 }) ?? true
        else { return begin(nil) }
        state.withLock { $0.origin = origin }
    }

    /// Empties the part, and remembers what it is to be a part of.
    func begin(_ origin: PartOrigin?) {
        unlink(originPath)
        ftruncate(descriptor, 0)
        lseek(descriptor, 0, SEEK_SET)
        let isKept = origin.map { write($0.text) } ?? false
        state.withLock { $0.origin = isKept ? origin : nil }
    }

    private func write(_ text: String) -> Bool {
        let file = open(originPath, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { return false }
        defer { close(file) }
        return Glibc.write(file, text, text.utf8.count) == text.utf8.count
    }

    /// What is there, in bytes; what comes is written behind it.
    var length: Int64 { Self.length(of: descriptor) }

    /// Whether all that was announced is there.
    var isComplete: Bool { origin?.total == length }

    /// Keeps what is there for another time, if that can be of use.
    func leave() {
        if origin == nil || length == 0 { discard() }
    }

    /// What is wrong with the video that is there.
    var flaw: MP4Flaw? {
        MP4Boxes.flaw(length: length) { [descriptor] offset, count in
            var bytes = [UInt8](repeating: 0, count: count)
            let read = pread(descriptor, &bytes, count, off_t(offset))
            return Array(bytes.prefix(max(0, read)))
        }
    }

    // MARK: The end

    /// The names that a video may get, the first choice first.
    static func finals(_ folder: String, _ name: String) -> some Sequence<String> {
        (1...999).lazy.map { folder + "/" + name + ($0 == 1 ? "" : "-\($0)") + ".mp4" }
    }

    deinit { close(descriptor) }

    /// Leaves the part to whoever wants it next: the transfer thread may let go of it a moment later.
    func unlock() { flock(descriptor, LOCK_UN) }

    /// Bytes written so far.
    static func length(of descriptor: Int32) -> Int64 { Int64(lseek(descriptor, 0, SEEK_END)) }

    /// Takes the name of a part away; a finished video keeps its final one.
    func discard() {
        unlink(originPath)
        if Self.isNamed(path, descriptor) { unlink(path) }
    }

    /// Makes the video durable and gives it its name, or the next one that is free.
    func finish() throws(PartFileError) -> String {
        if let video { return video }
        guard fsync(descriptor) == 0 else { throw PartFileError("The video could not be written", code: errno) }
        for final in Self.finals(folder, name) where try rename(to: final) {
            // What has a name of its own is a part of nothing.
            unlink(originPath)
            syncFolder()
            state.withLock { $0.video = final }
            return final
        }
        throw PartFileError("There are too many files named \(name) in \(folder).")
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
            guard isRegular(descriptor) else {
                close(descriptor)
                throw PartFileError("\(path) is in the way: it is no file.")
            }
            if isNamed(path, descriptor) { return descriptor }
            close(descriptor)
        }
        throw PartFileError("\(path) is being written by another process.", isBusy: true)
    }

    /// What is written into a pipe or a device is not kept.
    private static func isRegular(_ descriptor: Int32) -> Bool {
        var file = stat()
        return fstat(descriptor, &file) == 0 && file.st_mode & S_IFMT == S_IFREG
    }

    static func isNamed(_ path: String, _ descriptor: Int32) -> Bool {
        var opened = stat()
        var named = stat()
        guard fstat(descriptor, &opened) == 0, lstat(path, &named) == 0 else { return false }
        return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }
}
