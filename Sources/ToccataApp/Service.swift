package import ToccataCore

/// The service that requests go to.
package struct Service: Equatable, Sendable {
    package var server: ServerIdentity
    /// The profile's name; nil without one.
    package var profile: String?
    /// Where videos are saved, for people to read.
    package var folder: String

    package init(server: ServerIdentity, profile: String? = nil, folder: String) {
        self.server = server
        self.profile = profile
        self.folder = folder
    }
}
