package import BachAPI

/// A service, and what it takes to use it, as the configuration file or the environment says.
package struct Profile: Equatable, Sendable {
    package var baseURL: String?
    package var accessKey: String?
    package var secretKey: Secret?
    package var apiToken: Secret?
    /// A program and its arguments, whose output is the secret key, or a token where there is no access key.
    package var keyCommand: [String]?
    /// What multi-image to video is to be sent otherwise.
    package var multiImage: MultiImageProfile?

    package init(
        baseURL: String? = nil,
        accessKey: String? = nil,
        secretKey: Secret? = nil,
        apiToken: Secret? = nil,
        keyCommand: [String]? = nil,
        multiImage: MultiImageProfile? = nil
    ) {
        self.baseURL = baseURL
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.apiToken = apiToken
        self.keyCommand = keyCommand
        self.multiImage = multiImage
    }

    /// Reads `BACH_…`; an empty variable is there, and wrong.
    package init(environment: [String: String]) {
        self.init(
            baseURL: environment["BACH_BASE_URL"],
            accessKey: environment["BACH_ACCESS_KEY"],
            secretKey: environment["BACH_SECRET_KEY"].map(Secret.init),
            apiToken: environment["BACH_API_TOKEN"].map(Secret.init)
        )
    }

    /// Whether it says anything of who is asking, be it complete or not.
    var hasCredentials: Bool {
        accessKey != nil || secretKey != nil || apiToken != nil || keyCommand != nil
    }

    /// Whether others must not read it.
    var holdsSecrets: Bool { secretKey != nil || apiToken != nil || multiImage?.access.holdsSecrets == true }
}
