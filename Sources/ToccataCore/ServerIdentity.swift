/// Which service a task was made at; a task is only ever polled there.
package struct ServerIdentity: Equatable, Hashable, Sendable {
    /// `local` for the embedded server, otherwise the service's host (with its port, if it names one).
    package let name: String
    /// Everything before `/videos/…`, without a slash at its end.
    ///
    /// Of the embedded server it is never kept: its port changes between runs.
    package let baseURL: String
    /// The access key, or nil where only a token is known that does not say it; never a secret.
    package let keyID: String?

    package init(name: String, baseURL: String, keyID: String?) {
        self.name = name
        self.baseURL = baseURL
        self.keyID = keyID
    }

    /// The embedded server, wherever it listens at the moment.
    package static let local = ServerIdentity(name: "local", baseURL: "", keyID: nil)

    /// A service at a base URL.
    package static func remote(baseURL: String, keyID: String?) -> ServerIdentity {
        let trimmed = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        let rest = trimmed.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        let host = rest.count > 2 ? String(rest[2]) : trimmed
        return ServerIdentity(name: host, baseURL: trimmed, keyID: keyID)
    }

    /// Whether it is the embedded server, whose videos are placeholders.
    package var isLocal: Bool { name == "local" }

    /// A URL that this server once gave, as it has to be asked for now.
    ///
    /// Only those of the embedded server change: scheme, host and port become those of `currentBaseURL`.
    package func current(_ url: String, currentBaseURL: String) -> String {
        guard isLocal, let path = Self.split(url)?.path, let origin = Self.split(currentBaseURL)?.origin else {
            return url
        }
        return origin + path
    }

    private static func split(_ url: String) -> (origin: String, path: String)? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let slash = url[scheme.upperBound...].firstIndex(of: "/") ?? url.endIndex
        return (String(url[..<slash]), String(url[slash...]))
    }
}
