import FoundationEssentials
import Glibc

/// The room on the file system of a file.
package enum FreeSpace {
    /// Bytes that this user may still write; nil where nobody knows.
    package static func bytes(at path: String) -> Int? {
        var information = statvfs()
        guard path != Ledger.inMemory, statvfs(LedgerFile.folder(of: path), &information) == 0 else { return nil }
        // File systems without a size of their own say 0 of everything.
        guard information.f_blocks > 0 else { return nil }
        let (bytes, overflow) = Int(clamping: information.f_bavail).multipliedReportingOverflow(
            by: Int(clamping: information.f_frsize)
        )
        return overflow ? nil : bytes
    }
}
