import FoundationEssentials
import Glibc
package import TerminalKit
package import ToccataCore

/// What the configuration file says.
package struct ConfigFile: Equatable, Sendable {
    package var path: String
    /// The name of the profile that is used unless something else is said.
    package var profile: String?
    package var profiles: [String: Profile] = [:]
    package var downloadFolder: String?
    package var pollInterval: Duration?
    package var mostRunning: Int?
    package var downloadsAtOnce: Int?
    package var grace: Duration?
    package var keys: [KeyChange] = []
    /// The filters of the Queue that have a key each, in the order of the keys.
    package var filters: [NamedFilter]?
    /// How roles are to look on the screen.
    package var looks: [Role: Look] = [:]
    /// A program and its arguments.
    package var editor: [String]?
    package var player: [String]?
    /// Takes on its standard input what is copied.
    package var clipboard: [String]?
    /// Run with a sentence when a task has ended.
    package var notify: [String]?
    /// What is wrong or strange in it, in the order of the lines.
    package var notices: [ConfigNotice] = []

    package init(path: String) {
        self.path = path
    }

    /// Reads the file; a missing one says nothing, a broken one says what is broken in ``notices``.
    ///
    /// - Throws: ``ConfigError/readableByOthers(path:mode:)`` for a file with secrets in it that others may read.
    package static func read(_ path: String) throws(ConfigError) -> ConfigFile {
        let mode: mode_t
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
            mode = (try? permissions(of: path)) ?? 0o777  // gone meanwhile: as if everybody could read it
        } catch {
            return missingOrUnreadable(path)
        }
        var reader = ConfigFileReader(path: path)
        let file = reader.read(data)
        if mode & 0o077 != 0, file.profiles.values.contains(where: \.holdsSecrets) {
            throw .readableByOthers(path: path, mode: Int(mode))
        }
        return file
    }

    /// The first thing that makes the file, or a part of it, useless.
    package var firstError: ConfigNotice? {
        notices.first { $0.kind == .error }
    }

    private static func missingOrUnreadable(_ path: String) -> ConfigFile {
        var file = ConfigFile(path: path)
        if access(path, F_OK) == 0 {
            file.notices = [ConfigNotice(.error, file: path, position: nil, message: "It cannot be read.")]
        }
        return file
    }

    private static func permissions(of path: String) throws(ConfigError) -> mode_t {
        var information = stat()
        guard stat(path, &information) == 0 else { throw .readableByOthers(path: path, mode: 0o777) }
        return information.st_mode & 0o777
    }
}
