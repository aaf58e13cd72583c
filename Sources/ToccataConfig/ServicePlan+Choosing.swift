import FoundationEssentials
import ToccataCore

extension ServicePlan {
    /// Chooses the service: flags over environment over file.
    ///
    /// Credentials are taken whole from one place, so that halves never make a pair. Only where nothing at all is
    /// said of keys, base URL or profile, it is the embedded server.
    ///
    /// - Parameter profileFlag: The profile that the command line names; it goes before the environment.
    package static func choose(
        profileFlag: String?,
        environment: [String: String],
        file: ConfigFile
    ) throws(ConfigError) -> ServicePlan {
        let variables = Profile(environment: environment)
        if let name = profileFlag {
            guard let profile = try named(name, in: file) else { return .embedded }
            return try plan([(profile, .profile(name)), (variables, .environment)], name)
        }
        if variables.hasCredentials {
            return try plan([(variables, .environment)] + fallback(file), nil)
        }
        guard let name = try chosenName(file), let profile = try named(name, in: file) else {
            guard variables.baseURL == nil else { throw .baseURLWithoutKeys(source: "the environment") }
            return .embedded
        }
        return try plan([(variables, .environment), (profile, .profile(name))], name)
    }

    /// The profile of the file, if it can be told which, for what the environment leaves open.
    private static func fallback(_ file: ConfigFile) -> [(Profile, ProfileSource)] {
        guard let name = file.profile, let profile = file.profiles[name] else { return [] }
        return [(profile, .profile(name))]
    }

    private static func plan(
        _ places: [(profile: Profile, source: ProfileSource)],
        _ name: String?
    ) throws(ConfigError) -> ServicePlan {
        guard let place = places.first(where: \.profile.hasCredentials) else {
            throw .noCredentials(profile: name ?? "")
        }
        let baseURL = try checked(places.compactMap(\.profile.baseURL).first ?? usualBaseURL)
        return .remote(baseURL: baseURL, try place.profile.credentialSource(in: place.source))
    }

    /// Nil for the embedded server.
    private static func named(_ name: String, in file: ConfigFile) throws(ConfigError) -> Profile? {
        if let profile = file.profiles[name] { return profile }
        guard name == embeddedName else { throw .unknownProfile(name, known: file.profiles.keys.sorted()) }
        return nil
    }

    /// The file's choice; a single profile needs none.
    private static func chosenName(_ file: ConfigFile) throws(ConfigError) -> String? {
        if let name = file.profile { return name }
        guard file.profiles.count < 2 else { throw .noProfileChosen(known: file.profiles.keys.sorted()) }
        return file.profiles.keys.first
    }

    static func checked(_ url: String) throws(ConfigError) -> String {
        var url = url.trimmed
        while url.hasSuffix("/") { url.removeLast() }
        guard
            let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), parts.host?.isEmpty == false,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else { throw .badBaseURL(parts(of: url)) }
        return url
    }

    /// A URL as it may be shown: what stands before an `@` may be a password.
    private static func parts(of url: String) -> String {
        url.contains("@") ? "…@" + (url.split(separator: "@").last ?? "") : url
    }
}
