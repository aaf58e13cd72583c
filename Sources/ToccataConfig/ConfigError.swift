/// Why Toccata cannot know where to send, or with which key.
///
/// None of the sentences holds a secret.
package enum ConfigError: Error, Equatable, Sendable {
    /// One of the two keys is missing.
    case halfPair(missing: String, source: String)
    case empty(name: String, source: String)
    /// A value with characters that no key, token or URL can have.
    case unusable(name: String, source: String)
    case baseURLWithoutKeys(source: String)
    case badBaseURL(String)
    case unknownProfile(String, known: [String])
    /// There are several profiles, and none is chosen.
    case noProfileChosen(known: [String])
    case noCredentials(profile: String)
    /// Multi-image has a base URL on another host and no keys of its own.
    case keysForAnotherHost(profile: String)
    case readableByOthers(path: String, mode: Int)
    /// The file cannot be used, or a value in it.
    case unusableFile(ConfigNotice)
    case keyCommandFailed(program: String, reason: String)
}

extension ConfigError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .halfPair(let missing, let source):
            "Half a pair of keys: \(missing) is missing in \(source). Give both keys, or neither for the local server."
        case .empty(let name, let source):
            "\(name) is empty in \(source): give it a value, or remove it."
        case .unusable(let name, let source):
            "\(name) in \(source) holds characters that it cannot have: copy it again."
        case .baseURLWithoutKeys(let source):
            "There is a base URL in \(source), but no keys for it: give the keys too, or remove the URL."
        case .badBaseURL(let url):
            "The base URL '\(url)' is none: it must begin with http:// or https:// and name a host, and end with a path."
        case .unknownProfile(let name, let known):
            "There is no profile \(name). \(Self.list(known))"
        case .noProfileChosen(let known):
            "Which profile? Write `profile: NAME` into the configuration file. \(Self.list(known))"
        case .noCredentials(let profile):
            "The profile \(profile) holds no keys: it needs access_key and secret_key, api_token, or key_command."
        case .keysForAnotherHost(let profile):
            "multi_image of the profile \(profile) has a base URL on another host, but no keys for it: the profile's own "
                + "are not sent there. Give it access_key and secret_key, api_token, or key_command."
        case .readableByOthers(let path, let mode):
            "\(path) holds secrets, and others may read it (mode \(String(mode, radix: 8))): run chmod 600 '\(path)'"
        case .unusableFile(let notice):
            notice.description
        case .keyCommandFailed(let program, let reason):
            "The key command \(program) gave no key: \(reason)."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "There are no profiles." : "There are: \(names.joined(separator: ", "))."
    }
}
