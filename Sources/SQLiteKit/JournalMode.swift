import CSQLite

/// How SQLite makes a change durable.
package enum JournalMode: String, Sendable {
    /// Readers go on during a write. Needs memory shared between processes, so one machine only.
    case writeAheadLog = "wal"
    /// A rollback journal, deleted when the change is made. Works on network file systems.
    case rollback = "delete"

    /// Chooses for a file system by the magic number that `statfs` gives it.
    package init(fileSystemType: Int64) {
        self = Self.networkFileSystems.contains(fileSystemType & 0xFFFF_FFFF) ? .rollback : .writeAheadLog
    }

    /// Chooses for the file system that holds `path`, which must exist; unknown ones count as local.
    package static func suitable(forFileSystemAt path: String) -> JournalMode {
        JournalMode(fileSystemType: csqlite_file_system_type(path))
    }

    private static let networkFileSystems: Set<Int64> = [
        0x6969,  // NFS
        0x517B,  // SMB
        0xFF53_4D42,  // CIFS
        0xFE53_4D42,  // SMB2
        0x6573_5546,  // FUSE: sshfs and its like
        0x5346_414F,  // AFS
        0x0102_1997,  // 9P
        0x00C3_6400,  // Ceph
        0x0BD0_0BD0,  // Lustre
    ]
}
