package import BachAPI
package import ToccataCore

/// Where requests go and videos come to.
package struct Destination: Equatable, Sendable {
    package var server: ServerIdentity
    /// Where videos are saved, for people to read.
    package var folder: String
    /// Where multi-image goes, if not to the same.
    package var multiImage: ServerIdentity?
    /// Whether pictures of multi-image are uploaded; otherwise they go out as base64.
    package var uploadsMultiImage: Bool

    package init(
        server: ServerIdentity,
        folder: String,
        multiImage: ServerIdentity? = nil,
        uploadsMultiImage: Bool = true
    ) {
        self.server = server
        self.folder = folder
        self.multiImage = multiImage
        self.uploadsMultiImage = uploadsMultiImage
    }

    package func server(for mode: Mode) -> ServerIdentity {
        mode == .multiImageToVideo ? multiImage ?? server : server
    }
}
