import BachAPI
import ToccataCore

/// Where a profile comes from, and what its values are called there.
enum ProfileSource: Equatable {
    case environment
    case profile(String)
    case keyCommand

    var description: String {
        switch self {
        case .environment: "the environment"
        case .profile(let name): "the profile \(name)"
        case .keyCommand: "the key command's output"
        }
    }

    func name(_ key: String) -> String {
        switch self {
        case .environment: "BACH_" + key.uppercased()
        case .profile, .keyCommand: key
        }
    }
}

extension Profile {
    /// What it takes to prove who is asking; a token wins over a pair of keys.
    ///
    /// - Throws: ``ConfigError`` for half a pair, and for an empty or unusable value.
    func credentialSource(in source: ProfileSource) throws(ConfigError) -> ServicePlan.Source {
        if apiToken == nil, secretKey == nil, let keyCommand {
            let accessKey = try self.accessKey.map { text throws(ConfigError) in
                try Self.checked(text, "access_key", source)
            }
            return .command(keyCommand, accessKey: accessKey)
        }
        return .ready(try credentials(in: source))
    }

    func credentials(in source: ProfileSource) throws(ConfigError) -> Credentials {
        if let apiToken {
            return .token(Secret(try Self.checked(apiToken.exposed, "api_token", source)))
        }
        guard let accessKey else { throw .halfPair(missing: source.name("access_key"), source: source.description) }
        guard let secretKey else { throw .halfPair(missing: source.name("secret_key"), source: source.description) }
        return .keys(
            accessKey: try Self.checked(accessKey, "access_key", source),
            secretKey: Secret(try Self.checked(secretKey.exposed, "secret_key", source))
        )
    }

    /// The value without white space around it; it goes into headers, so only visible ASCII will do.
    private static func checked(_ text: String, _ key: String, _ source: ProfileSource) throws(ConfigError) -> String {
        let text = text.trimmed
        guard !text.isEmpty else { throw .empty(name: source.name(key), source: source.description) }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .unusable(name: source.name(key), source: source.description)
        }
        return text
    }
}
