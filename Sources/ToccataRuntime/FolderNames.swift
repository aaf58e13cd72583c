import FoundationEssentials
import Glibc
import PlainText

/// The names of a folder's files, for paths that are being typed.
enum FolderNames {
    /// Those that begin so, in order, a folder's with a slash behind it; hidden ones only where a dot was typed.
    ///
    /// A name that could steer a terminal is left out: nobody can type it either.
    static func names(in folder: String, beginning: String) -> [String] {
        // A folder that cannot be read has nothing to offer.
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let found = all.filter { name in
            name.hasPrefix(beginning) && (beginning.hasPrefix(".") || !name.hasPrefix("."))
                && !name.unicodeScalars.contains(where: PlainText.isControl)
        }
        return found.sorted().map { isFolder(folder + $0) ? $0 + "/" : $0 }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
