package import BachAPI
import ToccataCore

/// What goes out, before it does.
package struct Review: Equatable, Sendable {
    /// What was sent before to the same server with the same key, as far as the ledger knows.
    package struct Use: Equatable, Sendable {
        package var today = 0
        package var all = 0
    }

    package let mode: Mode
    /// Exactly what is sent, one for each task; at least one.
    package let requests: [JSONValue]
    /// Whether the seed was chosen here.
    package let isSeedChosen: Bool
    /// The files that are uploaded first, absolute.
    package let paths: [String]
    /// What differs from what was sent of the draft last; nil if nothing was.
    package var changes: [DraftChange]?
    package var use = Use()
    /// The first row shown, on a screen that is too low for all.
    package var top = 0

    package init(mode: Mode, requests: [JSONValue], isSeedChosen: Bool) {
        self.mode = mode
        self.requests = requests
        self.isSeedChosen = isSeedChosen
        paths = LocalPictures.paths(in: requests.first ?? .null)
    }

    /// What all of them have in common, with the seed of the first.
    package var request: JSONValue { requests.first ?? .null }

    package var seeds: [Int] { requests.compactMap { $0["seed"]?.integerValue } }
}
