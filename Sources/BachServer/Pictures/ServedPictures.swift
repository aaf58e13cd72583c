import BachAPI
import FoundationEssentials

/// Finds pictures that this server has: those that were uploaded, and those of subjects that it made.
struct ServedPictures: Sendable {
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

    /// The file behind `/subjects/TASK/front.png`; nil if there is none.
    func path(task: String, still name: String) -> String? {
        guard UUID(uuidString: task) != nil, SubjectView.allCases.contains(where: { $0.file == name }) else {
            return nil
        }
        let path = "\(folders.stills(of: task))/\(name)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The file behind a link to this server, under whatever host and port the client knew it by.
    ///
    /// Batch and task cannot be guessed, so the path alone says enough.
    func path(url: String) -> String? {
        let parts = url.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 6 else { return nil }
        let (folder, name) = (String(parts[4]), String(parts[5]))
        switch parts[3] {
        case "uploads": return path(batch: folder, name: name)
        case "subjects": return path(task: folder, still: name)
        default: return nil
        }
    }
}
