package import BachAPI
import ToccataCore

/// A request before it goes out.
package struct Review: Equatable, Sendable {
    package var mode: Mode
    /// Exactly what is sent.
    package var request: JSONValue
    /// Whether the seed was chosen here.
    package var isSeedChosen: Bool
    /// The files that are uploaded first, absolute.
    package var paths: [String]
    /// The first row shown, on a screen that is too low for all.
    package var top = 0

    package init(mode: Mode, request: JSONValue, isSeedChosen: Bool) {
        self.mode = mode
        self.request = request
        self.isSeedChosen = isSeedChosen
        paths = LocalPictures.paths(in: request)
    }
}
