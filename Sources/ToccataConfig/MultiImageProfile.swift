package import BachAPI

/// What a profile says of multi-image to video alone: a base URL, keys, a path and an error table of its own.
package struct MultiImageProfile: Equatable, Sendable {
    package var baseURL: String?
    /// Below the base URL, in place of the usual path; begins with a slash.
    package var path: String?
    /// Whose numbers its error codes are.
    package var codes: Dialect?
    package var accessKey: String?
    package var secretKey: Secret?
    package var apiToken: Secret?
    package var keyCommand: [String]?

    package init(
        baseURL: String? = nil,
        path: String? = nil,
        codes: Dialect? = nil,
        accessKey: String? = nil,
        secretKey: Secret? = nil,
        apiToken: Secret? = nil,
        keyCommand: [String]? = nil
    ) {
        self.baseURL = baseURL
        self.path = path
        self.codes = codes
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.apiToken = apiToken
        self.keyCommand = keyCommand
    }

    /// The part that any profile has.
    var access: Profile {
        Profile(
            baseURL: baseURL,
            accessKey: accessKey,
            secretKey: secretKey,
            apiToken: apiToken,
            keyCommand: keyCommand
        )
    }
}
