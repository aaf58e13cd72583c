package import ToccataCore

/// What is to be done with the marked tasks, or a folded group, as far as it applies to them.
package struct Bulk: Equatable, Sendable {
    package let wish: UserAction
    /// Whether it is about the group of a row, and not about marks.
    package let isGroup: Bool
    /// Not sent yet, and taken back where the others are watched no more.
    package let unsent: [ShortID]
    package let others: [ShortID]
    /// Why it does not apply to others, and to how many of them.
    package let reasons: [LeftOut: Int]
    /// How many of those it applies to the filter hides.
    package let hidden: Int
    /// Those it applies to that are finished and not saved.
    package let unsaved: [ShortID]
    /// Where those are, or go, that it applies to.
    package let servers: [ServerIdentity]
    /// How many of those are not at the local server, where nothing costs anything.
    package let paid: Int

    package var count: Int { unsent.count + others.count }

    /// How many it does not apply to.
    package var leftOut: Int { reasons.values.reduce(0, +) }

    /// Whether a yes has something go out.
    package var sends: Bool { wish == .send || wish == .cloneAnew }

    /// What is to be done, of what was asked about.
    func effects(asked: Bulk) -> [Effect] {
        let (unsent, others) = (unsent.filter(Set(asked.unsent).contains), others.filter(Set(asked.others).contains))
        return switch wish {
        case .remove: unsent.map { .takeBack($0) } + others.map { .stopWatching($0) }
        case .hold: others.map { .hold($0) }
        case .send: others.map { .release($0) }
        case .cloneAnew: others.map { .sendAnew($0) }
        case .forget: others.map { .forget($0) }
        // What was not saved when it was asked about is wanted once.
        case .download: others.map { .download($0, asked.unsaved.contains($0) ? .first : .another) }
        default: []
        }
    }
}

extension UserAction {
    /// Whether it is done with all that are marked.
    var isForMarked: Bool { [.remove, .hold, .send, .cloneAnew, .forget, .download].contains(self) }
    /// Whether it is only done with one task at a time.
    var isForOne: Bool { [.clone, .correct].contains(self) }
}
