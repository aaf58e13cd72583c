package import TerminalKit
package import ToccataCore

/// What a draft once was, to be looked at and brought back.
package struct RevisionList: Equatable, Sendable {
    /// The draft that it is of.
    package let name: String
    /// Newest first; nil until they are read from the ledger.
    package private(set) var revisions: [DraftRevision]?
    package var viewport = ListViewport()

    package init(name: String) { self.name = name }

    package var selected: DraftRevision? {
        guard let revisions, let selection = viewport.selection else { return nil }
        return revisions[selection]
    }

    mutating func take(_ revisions: [DraftRevision]) {
        self.revisions = revisions
        viewport = ListViewport(count: revisions.count)
    }
}
