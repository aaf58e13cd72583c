import FoundationEssentials
import Glibc
import SQLiteKit

/// The file of a ledger, before SQLite opens it: what is no ledger is not to be made one, and an empty file is one
/// that lost everything, not a new one.
enum LedgerFile {
    /// Sees that there is a ledger at a path: one that is there is looked at and left as it is, a new one is made.
    ///
    /// - Throws: ``LedgerError`` that says what lies there instead, or why none can be made.
    static func prepare(at path: String, _ migrations: [Migration]) throws(LedgerError) {
        if try isThere(path) {
            try look(at: path, known: migrations.count)
        } else {
            try make(at: path, migrations)
        }
    }

    /// Whether nothing can be written where a ledger lies: neither the file, nor a journal beside it.
    static func isFrozen(_ path: String) -> Bool {
        access(path, R_OK) == 0 && (access(path, W_OK) != 0 || access(folder(of: path), W_OK) != 0)
    }

    // MARK: One that is there

    private static func isThere(_ path: String) throws(LedgerError) -> Bool {
        var information = stat()
        guard lstat(path, &information) == 0 else {
            guard errno != ENOENT else { return try isMissing(path) }
            throw .cannotOpen(path: path, reason: words(errno))
        }
        guard stat(path, &information) == 0 else {
            throw .cannotOpen(path: path, reason: "it is a link to what is not there")
        }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return true
        case S_IFDIR: throw .cannotOpen(path: path, reason: "it is a folder")
        default: throw .cannotOpen(path: path, reason: "it is no file")
        }
    }

    /// A journal without its ledger holds what was recorded last; SQLite would delete it.
    private static func isMissing(_ path: String) throws(LedgerError) -> Bool {
        var information = stat()
        guard stat(path + "-wal", &information) == 0, information.st_size > 0 else { return false }
        throw .damaged(path: path, reason: "its journal \(path)-wal is there, and the ledger is not")
    }

    private static func look(at path: String, known: Int) throws(LedgerError) {
        let header = try header(of: path)
        guard let header else { return }  // not ours to read: SQLite says so
        guard !header.isEmpty else { throw .damaged(path: path, reason: "it is empty, and a ledger never is") }
        guard header.starts(with: "SQLite format 3\0".utf8), header.count == 100 else {
            throw .damaged(path: path, reason: "it does not begin as a ledger does")
        }
        let version = header[60..<64].reduce(Int32(0)) { $0 << 8 | Int32($1) }
        guard (0...known).contains(Int(version)) else {
            throw .schemaTooNew(path: path, found: Int(version), known: known)
        }
    }

    /// The first 100 bytes, fewer of a shorter file; nil of one that may not be read.
    private static func header(of path: String) throws(LedgerError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 100) { buffer, initialized in
            count = pread(descriptor, buffer.baseAddress, 100, 0)
            initialized = max(0, count)
        }
        guard count >= 0 else { throw .cannotOpen(path: path, reason: words(errno)) }
        return bytes
    }

    // MARK: A new one

    /// Makes an empty ledger whole or not at all, so that no death in between leaves half of one.
    private static func make(at path: String, _ migrations: [Migration]) throws(LedgerError) {
        let draft = "\(path)-new.\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw notMade(path, errno) }
        defer {
            close(descriptor)
            unlink(draft)
        }
        do {
            let memory = try SQLiteConnection(path: SQLiteConnection.inMemory, migrations: migrations)
            _ = try memory.query("VACUUM INTO ?1", [.text(draft)])
        } catch {
            throw LedgerError(error, path: path)
        }
        guard fsync(descriptor) == 0 else { throw notMade(path, errno) }
        try publish(draft, as: path)
    }

    /// Another process may have made one meanwhile: that one counts.
    private static func publish(_ draft: String, as path: String) throws(LedgerError) {
        guard link(draft, path) != 0, errno != EEXIST else { return }
        // A file system without second names.
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno), rename(draft, path) == 0 else {
            throw notMade(path, errno)
        }
    }

    private static func notMade(_ path: String, _ code: Int32) -> LedgerError {
        switch code {
        case EROFS, EACCES, EPERM: .readOnly(path: path)
        case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
        default: .cannotOpen(path: path, reason: "it cannot be made: \(words(code))")
        }
    }

    static func folder(of path: String) -> String { URL(filePath: path).deletingLastPathComponent().path }

    private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
