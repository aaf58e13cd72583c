package import BachAPI

/// In what a service differs from Bach's own, as its profile says.
package struct ServiceTraits: Equatable, Sendable {
    /// The path of multi-image below the base URL, in place of the usual one.
    package var multiImagePath: String?
    /// Whose numbers the error codes of multi-image are.
    package var multiImageCodes: Dialect
    /// Seconds that a token lives there.
    package var tokenLife: Int
    /// Whether pictures can be uploaded there; where not, they go out inside the request, as base64.
    package var takesUploads: Bool

    package init(
        multiImagePath: String? = nil,
        multiImageCodes: Dialect = .kling,
        tokenLife: Int = Token.life,
        takesUploads: Bool = true
    ) {
        self.multiImagePath = multiImagePath
        self.multiImageCodes = multiImageCodes
        self.tokenLife = tokenLife
        self.takesUploads = takesUploads
    }

    /// Where creates of a mode are posted, below the base URL.
    package func path(_ mode: Mode) -> String {
        mode == .multiImageToVideo ? multiImagePath ?? mode.path : mode.path
    }

    func dialect(_ mode: Mode) -> Dialect { mode == .multiImageToVideo ? multiImageCodes : mode.dialect }
}
