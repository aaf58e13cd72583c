package import BachAPI
package import ToccataCore

/// Where and how multi-image to video is made, where a profile says so.
package struct MultiImageService: Equatable, Sendable {
    /// Without a slash at its end; a path of its own is part of it, for it says where the tasks are.
    package let baseURL: String
    /// Whether the base URL is all there is of the path.
    package let hasOwnPath: Bool
    package let codes: Dialect
    package let credentials: Credentials
    /// Whether it is another service than the profile's: Kling's own, which takes no uploads.
    package let hasOwnBaseURL: Bool

    package init(baseURL: String, path: String?, codes: Dialect, credentials: Credentials, hasOwnBaseURL: Bool) {
        self.baseURL = baseURL + (path ?? "")
        hasOwnPath = path != nil
        self.codes = codes
        self.credentials = credentials
        self.hasOwnBaseURL = hasOwnBaseURL
    }

    /// Under which name the ledger knows it.
    package var identity: ServerIdentity { .remote(baseURL: baseURL, keyID: credentials.keyID) }
}
