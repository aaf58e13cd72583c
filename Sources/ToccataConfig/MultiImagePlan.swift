package import BachAPI
import ToccataCore

/// How multi-image to video is to be sent where its profile says anything of it, before a key command has run.
package struct MultiImagePlan: Equatable, Sendable {
    /// Its own base URL; nil for the service's.
    package var baseURL: String?
    package var path: String?
    package var codes: Dialect
    /// Its own credentials; nil for the service's.
    package var source: ServicePlan.Source?

    /// What the chosen profile says; nil where it says nothing, and with the embedded server.
    ///
    /// - Parameter main: Where everything else goes.
    /// - Throws: ``ConfigError`` also where keys of one host would go to another.
    package static func choose(
        profileFlag: String?,
        environment: [String: String],
        file: ConfigFile,
        main: ServicePlan
    ) throws(ConfigError) -> MultiImagePlan? {
        guard case .remote(let mainURL, _) = main else { return nil }
        let onlyProfile = file.profiles.count == 1 ? file.profiles.keys.first : nil
        let isFromEnvironment = Profile(environment: environment).hasCredentials
        let name = profileFlag ?? file.profile ?? (isFromEnvironment ? nil : onlyProfile)
        guard let name, let own = file.profiles[name]?.multiImage else { return nil }
        let place = "\(name), multi_image"
        let baseURL = try own.baseURL.map { url throws(ConfigError) in try ServicePlan.checked(url) }
        let source = try own.access.hasCredentials ? own.access.credentialSource(in: .profile(place)) : nil
        if let baseURL, source == nil, !isSameHost(baseURL, mainURL) { throw .keysForAnotherHost(profile: name) }
        return MultiImagePlan(baseURL: baseURL, path: own.path, codes: own.codes ?? .kling, source: source)
    }

    private static func isSameHost(_ one: String, _ other: String) -> Bool {
        func host(_ url: String) -> String? {
            let authority = ServerIdentity.remote(baseURL: url, keyID: nil).name.lowercased()
            return authority.hasPrefix("[")
                ? authority.split(separator: "]").first.map(String.init)
                : authority.split(separator: ":").first.map(String.init)
        }
        return host(one) == host(other)
    }

    /// Where creates of the mode are posted, for people to read.
    ///
    /// - Parameter main: The base URL of everything else.
    package func url(main: String) -> String {
        (baseURL ?? main) + (path ?? Mode.multiImageToVideo.path)
    }

    /// The service with its credentials.
    ///
    /// - Parameter main: Where everything else goes, from which it takes what it has not itself.
    package func service(main: Service, environment: [String: String]) async throws(ConfigError) -> MultiImageService? {
        guard case .remote(let mainURL, let mainCredentials) = main else { return nil }
        var credentials = mainCredentials
        if let source {
            let own = try await ServicePlan.remote(baseURL: baseURL ?? mainURL, source).service(
                environment: environment
            )
            if case .remote(_, let found) = own { credentials = found }
        }
        return MultiImageService(
            baseURL: baseURL ?? mainURL,
            path: path,
            codes: codes,
            credentials: credentials,
            hasOwnBaseURL: baseURL != nil
        )
    }
}
