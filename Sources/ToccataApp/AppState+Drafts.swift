import FoundationEssentials
import TerminalKit
package import ToccataCore

/// Several drafts, of which one is open in Compose.
extension AppState {
    private static let mostTitleCharacters = 60

    /// The draft in Compose as it stands, with what was sent of it.
    package var openDraft: KeptDraft {
        var open =
            drafts.first { $0.name == compose.name }
            ?? KeptDraft(name: compose.name, draft: compose.draft, updatedAt: now)
        open.draft = compose.draft
        return open
    }

    /// All drafts, the open one first.
    package var draftList: [KeptDraft] { [openDraft] + drafts.filter { $0.name != compose.name } }

    /// Takes the drafts as they are kept; what was left here and is not recorded yet is newer.
    mutating func take(_ kept: [KeptDraft]) {
        compose.confirm(kept)
        drafts = kept.map { draft in
            var newer = draft
            newer.draft = compose.left(draft.name) ?? draft.draft
            return newer
        }
    }

    /// A subject is part of the draft that it is written for.
    var isInSubject: Bool { if case .subject = overlays.last { true } else { false } }

    /// From anywhere; what lay over the screen makes room.
    mutating func showDrafts() {
        overlays = [.drafts(ListViewport(count: draftList.count))]
    }

    mutating func takeDraftsKey(_ wish: UserAction, _ room: Room, _ viewport: ListViewport) -> [Effect] {
        var viewport = viewport
        let drafts = draftList
        viewport.resize(count: drafts.count)
        let selected = drafts[viewport.selection ?? 0]
        switch wish {
        case .move(let motion):
            viewport.move(motion, rows: room.rows)
            replaceOverlay(.drafts(viewport))
        case .open: return open(selected)
        case .add: return begin(Draft(mode: compose.draft.mode))
        case .edit: overlays.append(.input(LineInput(.titleDraft(name: selected.name), text: selected.title)))
        case .remove: return ask(.deleteDraft(name: selected.name))
        case .undo: return bringBackDraft()
        case .revisions:
            if selected.name == compose.name { compose.rival = nil }
            overlays.append(.revisions(RevisionList(name: selected.name)))
            return recordDraft() + [.loadRevisions(of: selected.name)]
        case .back, .no: overlays.removeLast()
        default: break
        }
        return []
    }

    /// Opens a new draft in Compose; the one that was open stays in the list.
    ///
    /// One in which nothing was written yet is taken for it.
    mutating func begin(_ draft: Draft) -> [Effect] {
        guard openDraft.words.isEmpty, compose.draft == Draft(mode: compose.draft.mode) else {
            return open(KeptDraft(name: freeName, draft: draft, updatedAt: now))
        }
        show(.compose)
        compose.replace(with: draft)
        references.viewport.resize(count: draft.references.count)
        return recordDraft()
    }

    /// Goes on with another draft; the one that is left is recorded first.
    mutating func open(_ draft: KeptDraft) -> [Effect] {
        show(.compose)
        guard draft.name != compose.name else { return [] }
        let effects = recordDraft()
        let left = openDraft
        drafts.removeAll { $0.name == left.name || $0.name == draft.name }
        drafts = [draft, left] + drafts
        switchTo(draft)
        // Recorded as it is, so that the next start opens it.
        return effects + [.cancel(.autosave), .recordDraft(draft.draft, name: draft.name)]
    }

    mutating func title(_ name: String, _ title: String) -> [Effect] {
        let effects = recordDraft()
        if let index = drafts.firstIndex(where: { $0.name == name }) {
            drafts[index].title = title
        } else {
            drafts.insert(KeptDraft(name: name, title: title, draft: compose.draft, updatedAt: now), at: 0)
        }
        // It may never have been recorded: what is not there has no title.
        let isOpen = name == compose.name
        return effects + (isOpen ? [.recordDraft(compose.draft, name: name)] : []) + [.nameDraft(name, title: title)]
    }

    func problem(withTitle title: String) -> String? {
        title.count > Self.mostTitleCharacters ? "A name has at most \(Self.mostTitleCharacters) characters." : nil
    }

    /// After a yes; it can be brought back until the console is left.
    mutating func deleteDraft(_ name: String) -> [Effect] {
        deletedDraft = draftList.first { $0.name == name }
        drafts.removeAll { $0.name == name }
        notice = Notice("The draft is deleted; \(key(.undo, in: .drafts)) in the list of drafts brings it back.")
        guard name == compose.name else {
            compose.forget(name)
            return [.deleteDraft(name: name)]
        }
        let next = drafts.first ?? KeptDraft(name: freeName, draft: Draft(), updatedAt: now)
        switchTo(next)
        compose.forget(name)
        isAutosaveDue = false
        return [.cancel(.autosave), .deleteDraft(name: name), .recordDraft(next.draft, name: next.name)]
    }

    private mutating func bringBackDraft() -> [Effect] {
        guard let draft = deletedDraft else {
            notice = Notice("No draft was deleted since the start.")
            return []
        }
        deletedDraft = nil
        notice = Notice("The draft is back.")
        let overlays = overlays
        let effects = open(draft)
        self.overlays = overlays
        return effects + [.nameDraft(draft.name, title: draft.title)]
    }

    /// Of the time, so that two consoles of one ledger do not take the same; never that of a draft that is there.
    private var freeName: String {
        let names = Set(draftList.map(\.name) + [deletedDraft?.name].compactMap(\.self))
        var number = Int(now.timeIntervalSince1970 * 1000)
        while names.contains("draft-\(number)") { number += 1 }
        return "draft-\(number)"
    }

    private mutating func switchTo(_ draft: KeptDraft) {
        compose.open(NamedDraft(name: draft.name, draft: draft.draft))
        isAutosaveDue = false
        references.viewport.resize(count: draft.draft.references.count)
    }
}

/// What a draft once was.
extension AppState {
    /// Two consoles write the same draft: the text here goes on, and the other one is not lost.
    mutating func noteRival(of name: String, _ revision: Int) {
        if name == compose.name { compose.rival = revision }
        let draft = draftList.first { $0.name == name }?.words ?? ""
        let title = draft.isEmpty ? "" : " \"\(draft.prefix(30))\""
        let words =
            "Another console wrote the draft\(title) too. Nothing is lost: its text is revision \(revision), "
            + "\(keysOfRevisions) and Enter bring it back."
        take(Note(.warning(words), at: now))
    }

    /// Which keys lead to what the open draft once was.
    package var keysOfRevisions: String { "\(key(.drafts)) \(key(.revisions, in: .drafts))" }

    mutating func take(_ revisions: [DraftRevision], of name: String) {
        guard case .revisions(var list) = overlays.last, list.name == name else { return }
        list.take(revisions)
        replaceOverlay(.revisions(list))
    }

    mutating func takeRevisionsKey(_ wish: UserAction, _ room: Room, _ list: RevisionList) -> [Effect] {
        var list = list
        switch wish {
        case .move(let motion):
            list.viewport.move(motion, rows: room.rows)
            replaceOverlay(.revisions(list))
        case .open:
            if let selected = list.selected { return bringBack(selected, of: list.name) }
        case .back, .no: overlays.removeLast()
        default: break
        }
        return []
    }

    /// Puts an earlier state in the place of what stands there, which is a revision itself by now.
    private mutating func bringBack(_ revision: DraftRevision, of name: String) -> [Effect] {
        guard let draft = draftList.first(where: { $0.name == name }) else { return [] }
        let effects = open(draft)
        compose.replace(with: revision.draft)
        references.viewport.resize(count: revision.draft.references.count)
        notice = Notice(
            "Revision \(revision.number) is back; \(key(.undo, in: .typing)) takes back what it changed in a text."
        )
        return effects + recordDraft()
    }
}
