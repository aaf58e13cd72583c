import Dispatch
import Glibc
import Synchronization

/// Notices that somebody wrote to a ledger, without looking at it again and again.
package enum LedgerWatch {
    /// A value after each write to the ledger or its journal, and after each change of who may poll.
    ///
    /// Several writes may give one value; one's own are among them. Nothing happens, and nothing wakes up, while
    /// nobody writes. Writes from another machine, on a network file system, are not noticed.
    ///
    /// - Parameter path: The ledger's file, in a folder that exists.
    /// - Throws: ``LedgerError/cannotWatch(path:code:)``.
    package static func changes(toLedgerAt path: String) throws(LedgerError) -> AsyncStream<Void> {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let file = String(path.split(separator: "/").last ?? "")
        let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { throw .cannotWatch(path: path, code: errno) }
        let mask = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO)
        guard inotify_add_watch(descriptor, folder, mask) >= 0 else {
            let code = errno
            close(descriptor)
            throw .cannotWatch(path: path, code: code)
        }
        return stream(descriptor, file)
    }

    private static func stream(_ descriptor: Int32, _ file: String) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: DispatchQueue(label: "watch"))
        source.setEventHandler {
            if InotifyRecords(readingFrom: descriptor).concern(file) { continuation.yield() }
        }
        source.setCancelHandler { close(descriptor) }
        source.activate()
        let watching = Watching(source)
        continuation.onTermination = { _ in watching.end() }
        return stream
    }
}

/// A watch that can be ended from any thread.
private final class Watching: Sendable {
    private let source: Mutex<any DispatchSourceRead>

    init(_ source: sending any DispatchSourceRead) {
        self.source = Mutex(source)
    }

    func end() {
        source.withLock { $0.cancel() }
    }
}
