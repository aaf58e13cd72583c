package import BachAPI
import FoundationEssentials
import Glibc

/// The keys of the embedded server: made once, kept in a file that only its owner reads.
///
/// They guard placeholder videos on one machine, yet go the same way as real ones.
package struct LocalKeys: Equatable, Sendable {
    package let accessKey: String
    package let secretKey: Secret

    package var credentials: Credentials { .keys(accessKey: accessKey, secretKey: secretKey) }

    /// Reads the keys of a folder, making folder (0700) and keys (0600) if they are not there.
    static func load(folder: String) throws(EmbeddedServerError) -> LocalKeys {
        try makeFolder(folder)
        let path = folder + "/keys.json"
        if let keys = read(path) { return keys }
        try make(path)
        guard let keys = read(path) else { throw .folder(path: path, reason: "it holds no keys; delete it") }
        return keys
    }

    private static func makeFolder(_ folder: String) throws(EmbeddedServerError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .folder(path: folder, reason: "it cannot be made")
        }
        guard chmod(folder, 0o700) == 0 else { throw .folder(path: folder, reason: "it belongs to somebody else") }
    }

    private static func read(_ path: String) -> LocalKeys? {
        // A file that is missing or damaged is made anew.
        guard let data = try? Data(contentsOf: URL(filePath: path)), let json = try? JSONValue(parsing: data),
            let accessKey = json["access_key"]?.stringValue, let secretKey = json["secret_key"]?.stringValue
        else { return nil }
        return LocalKeys(accessKey: accessKey, secretKey: Secret(secretKey))
    }

    /// Writes beside and renames, so that of two starts at once both read the same pair.
    private static func make(_ path: String) throws(EmbeddedServerError) {
        let keys: JSONValue = [
            "access_key": .string("local-" + SecretWord.make(8)), "secret_key": .string(SecretWord.make(40)),
        ]
        let temporary = path + "." + SecretWord.make(8)
        guard PrivateFile.write(Array(keys.data), to: temporary) else {
            throw .folder(path: temporary, reason: String(cString: strerror(errno)))
        }
        if read(path) == nil { rename(temporary, path) } else { unlink(temporary) }
    }
}
