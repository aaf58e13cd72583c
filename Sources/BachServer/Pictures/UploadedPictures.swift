import FoundationEssentials

/// Finds pictures that were uploaded to this server.
struct UploadedPictures: Sendable {
    let folders: DataFolders

    /// The file behind `/uploads/BATCH/NAME`; nil if there is none.
    func path(batch: String, name: String) -> String? {
        let isPlain = name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        guard UUID(uuidString: batch) != nil, isPlain, !name.hasPrefix(".") else { return nil }
        let path = "\(folders.uploads)/\(batch)/\(name)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The file behind a link to this server, under whatever host and port the client knew it by.
    ///
    /// The batch cannot be guessed, so the path alone says enough.
    func path(url: String) -> String? {
        let parts = url.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[3] == "uploads" else { return nil }
        return path(batch: String(parts[4]), name: String(parts[5]))
    }
}
