package import ToccataCore

/// Where requests go and videos come to.
package struct Destination: Equatable, Sendable {
    package var server: ServerIdentity
    /// Where videos are saved, for people to read.
    package var folder: String

    package init(server: ServerIdentity, folder: String) {
        self.server = server
        self.folder = folder
    }
}
