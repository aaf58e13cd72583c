package import BachAPI
import FoundationEssentials
import Glibc

/// `listen.json`: where callbacks come in, and the word in the path that nobody can guess.
///
/// Who knows the word can have a task asked about a little earlier, and nothing else.
package struct CallbackAddress: Equatable, Sendable {
    package var host: String
    package var port: Int
    /// What stands before the word where the service reaches this machine by another address; nil for host and port.
    package var publicURL: String?
    package var word: Secret

    package init(host: String = "127.0.0.1", port: Int, publicURL: String? = nil, word: Secret? = nil) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.word = word ?? Self.newWord()
    }

    package static func newWord() -> Secret { Secret(SecretWord.make(32)) }

    /// What a request gives as its callback_url.
    package var url: String { "\(publicURL ?? local)/\(word.exposed)" }

    /// Without the word, for people and logs.
    package var local: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// Nil when there is none yet, or none that can be read: it is made anew then.
    package static func read(_ path: String) -> CallbackAddress? {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let json = try? JSONValue(parsing: data),
            let host = json["host"]?.stringValue, let port = json["port"]?.integerValue.flatMap({ Int(exactly: $0) }),
            let word = json["word"]?.stringValue, word.utf8.count >= 16
        else { return nil }
        let publicURL = json["public_url"]?.stringValue
        return CallbackAddress(host: host, port: port, publicURL: publicURL, word: Secret(word))
    }

    /// Writes it for its owner alone, and its folder where there is none.
    package func write(_ path: String) throws(CallbackAddressError) {
        let json: JSONValue = [
            "host": .string(host), "port": .integer(Int64(port)),
            "public_url": publicURL.map(JSONValue.string) ?? .null, "word": .string(word.exposed),
        ]
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        // A folder that cannot be made is told by the file that cannot be written.
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let temporary = path + "." + SecretWord.make(8)
        guard PrivateFile.write(Array(json.text(.indented).utf8), to: temporary), rename(temporary, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            throw CallbackAddressError(path: path, reason: reason)
        }
    }
}

package struct CallbackAddressError: Error, Equatable, CustomStringConvertible {
    let path: String
    let reason: String

    package var description: String { "The address for callbacks cannot be kept in \(path): \(reason)." }
}
