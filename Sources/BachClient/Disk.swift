import Glibc

/// Bytes that a user may still write into a folder; nil where nobody knows.
package typealias FreeSpace = @Sendable (_ folder: String) -> Int64?

/// How much room there is.
package enum Disk {
    /// What a download leaves free: the ledger's write-ahead log grows to 4 MB between two checkpoints, and a ledger
    /// that cannot be written stops everything.
    package static let margin: Int64 = 8 << 20

    package static let freeSpace: FreeSpace = { folder in
        var system = statvfs()
        guard statvfs(folder, &system) == 0, system.f_blocks > 0 else { return nil }
        return Int64(
            clamping: UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize)).partialValue
        )
    }

    /// Says how much is needed and how much there is: `12.4 MB needed, 3.1 MB free in /path: make room`.
    package static func shortage(needed: Int64, free: Int64?, in folder: String) -> String {
        guard let free, free < needed else {
            return "There is no room left in \(folder), or no more for you: make room."
        }
        return "\(megabytes(needed)) needed, \(megabytes(free)) free in \(folder): make room."
    }

    private static func megabytes(_ bytes: Int64) -> String {
        "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }
}
