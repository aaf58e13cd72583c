import FoundationEssentials

/// Where Toccata's files are, by the XDG base directory specification.
package struct Directories: Equatable, Sendable {
    package let home: String
    /// The ledger, the log, the embedded server's data.
    package let state: String
    package let config: String
    package let data: String

    /// - Parameter environment: A variable that holds no absolute path counts as unset, as the specification says.
    package init(environment: [String: String]) {
        let home = Self.absolute(environment["HOME"]) ?? FileManager.default.homeDirectoryForCurrentUser.path
        self.home = home
        func folder(_ variable: String, _ usual: String) -> String {
            (Self.absolute(environment[variable]) ?? home + "/" + usual) + "/toccata"
        }
        state = folder("XDG_STATE_HOME", ".local/state")
        config = folder("XDG_CONFIG_HOME", ".config")
        data = folder("XDG_DATA_HOME", ".local/share")
    }

    package var ledger: String { state + "/ledger.sqlite" }
    /// Where callbacks come in.
    package var listen: String { state + "/listen.json" }
    /// The embedded server's.
    package var local: String { state + "/local" }
    package var configFile: String { config + "/config.yaml" }
    package var videos: String { data + "/videos" }
    /// Pictures of subjects that the service made, a folder for each.
    package var subjects: String { data + "/subjects" }

    /// The path with a leading `~` replaced by the home folder.
    package func expand(_ path: String) -> String {
        path == "~" ? home : path.hasPrefix("~/") ? home + path.dropFirst() : path
    }

    /// The path as people write it: with `~` for the home folder.
    package func abbreviate(_ path: String) -> String {
        path == home ? "~" : path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    private static func absolute(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/") else { return nil }
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
