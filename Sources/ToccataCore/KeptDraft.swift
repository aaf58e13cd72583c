package import FoundationEssentials

/// A draft with the name under which the ledger keeps it.
package struct NamedDraft: Equatable, Sendable {
    /// The name of a ledger's first draft.
    package static let firstName = "current"

    package let name: String
    package var draft: Draft

    package init(name: String, draft: Draft) {
        self.name = name
        self.draft = draft
    }
}

/// A draft as the ledger keeps it, with what was sent of it last.
package struct KeptDraft: Equatable, Sendable {
    /// Never changes, and is not for people.
    package let name: String
    /// What a person calls it; empty until it is called something.
    package var title: String
    package var draft: Draft
    /// The draft as it was when it was sent last; nil before the first time.
    package var sent: Draft?
    package var updatedAt: Date

    package init(name: String, title: String = "", draft: Draft, sent: Draft? = nil, updatedAt: Date) {
        self.name = name
        self.title = title
        self.draft = draft
        self.sent = sent
        self.updatedAt = updatedAt
    }

    /// Whether a request went out of it as it stands.
    package var isSent: Bool { draft == sent }

    /// What it is called; without a title, its prompt.
    package var words: String { title.isEmpty ? draft.prompt : title }
}

/// A draft as it once was.
package struct DraftRevision: Equatable, Sendable {
    /// Counted from 1.
    package let number: Int
    package let draft: Draft
    package let recordedAt: Date
    /// When it was sent last; nil if it never was.
    package let sentAt: Date?

    package init(number: Int, draft: Draft, recordedAt: Date, sentAt: Date? = nil) {
        self.number = number
        self.draft = draft
        self.recordedAt = recordedAt
        self.sentAt = sentAt
    }

    /// Whether a later state of the draft holds every word of this one, so that this one needs not be kept.
    package func isHeld(by later: Draft) -> Bool {
        var same = later
        same.prompt = draft.prompt
        return sentAt == nil && same == draft && later.prompt.hasPrefix(draft.prompt)
    }
}
