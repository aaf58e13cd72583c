import BachAPI
package import TerminalKit
package import ToccataCore

/// The draft, its editors, and where the focus is.
package struct ComposeState: Equatable, Sendable {
    package private(set) var draft = Draft()
    package internal(set) var focus = ComposeField.prompt
    /// Whether the field with the focus takes what is typed.
    package internal(set) var isEditing = true
    /// The review was asked for: what is merely missing counts as wrong too.
    package internal(set) var isTried = false
    /// The name of the draft; never shown.
    package private(set) var name = NamedDraft.firstName
    /// The draft as it was last given to the ledger.
    var recorded: Draft? = Draft()
    /// The draft as the ledger has it, as far as it has answered; one in which nothing was typed needs none.
    private var kept: Draft? = Draft()
    var recall: Recall?
    /// Set while a name is completed in the prompt.
    package internal(set) var completion: NameCompletion?
    /// The revision of the draft that another console wrote meanwhile, until somebody has looked for it.
    package internal(set) var rival: Int?
    /// What the service said of what stands here.
    var refused: Refused?
    private var editors: [ComposeField: TextEditor] = [:]
    /// References that came with steps of prompts, by the marks of those.
    private var companions: [Int: Reference] = [:]
    /// What was cut in one field can be yanked in another.
    private var ring = KillRing()
    /// The editors of other drafts, so that undo goes on where it was.
    private var parked: [String: [ComposeField: TextEditor]] = [:]
    /// Drafts as they were left here, until the ledger tells them so.
    private var left: [String: Draft] = [:]
    /// Those of them that could not be recorded.
    private var unrecorded: Set<String> = []

    package init() { loadEditors() }

    package var named: NamedDraft { NamedDraft(name: name, draft: draft) }

    /// The open draft, and what of others the ledger has not told yet as it was left.
    package var unconfirmed: [NamedDraft] { [named] + left.map(NamedDraft.init) }

    package var fields: [ComposeField] { ComposeField.fields(of: draft.mode) }

    /// Whether typed characters go into a text field.
    package var isTyping: Bool { isEditing && focus.kind == .text }

    /// What a text field or a choice shows.
    package func text(of field: ComposeField) -> String { field.text.map { draft[keyPath: $0] } ?? "" }

    /// Whether the ledger was given the draft as it stands.
    package var isRecorded: Bool { draft == recorded }

    /// Whether the ledger has the draft as it stands, so that not even a kill loses it.
    package var isKept: Bool { draft == kept }

    /// Whether nothing was put into a field.
    func isEmpty(_ field: ComposeField) -> Bool {
        field == .references ? draft.references.isEmpty : text(of: field).isEmpty
    }

    package func editor(of field: ComposeField) -> TextEditor { editors[field] ?? TextEditor() }

    mutating func load(_ draft: Draft, name: String, recorded: Draft) {
        self.draft = draft
        self.name = name
        self.recorded = recorded
        kept = recorded
        isTried = false
        (refused, rival) = (nil, nil)
        loadEditors()
        recall = nil
        completion = nil
        if !fields.contains(focus) { focus = .prompt }
    }

    /// Leaves the draft for another one.
    mutating func open(_ other: NamedDraft) {
        parked[name] = editors
        left[name] = draft
        load(other.draft, name: other.name, recorded: other.draft)
        kept = nil
        left[name] = nil
        unrecorded.remove(name)
        for (field, editor) in parked.removeValue(forKey: name) ?? [:] where editor.text == text(of: field) {
            editors[field] = editor
        }
    }

    /// Remembers nothing more of another draft.
    mutating func forget(_ name: String) {
        parked[name] = nil
        left[name] = nil
        unrecorded.remove(name)
    }

    /// What a draft was when it was left, if the ledger has not told so yet.
    func left(_ name: String) -> Draft? { left[name] }

    /// The ledger tells these drafts; what it tells as it was left needs not be remembered.
    mutating func confirm(_ kept: [KeptDraft]) {
        for draft in kept where left[draft.name] == draft.draft {
            left[draft.name] = nil
            unrecorded.remove(draft.name)
        }
    }

    mutating func noteKept(_ named: NamedDraft) {
        if named.name == name { kept = named.draft }
    }

    /// A draft could not be recorded: that is tried again with the next one.
    mutating func noteUnrecorded(_ name: String) {
        if name == self.name { recorded = nil }
        if left[name] != nil { unrecorded.insert(name) }
    }

    /// What was left and could not be recorded.
    mutating func takeUnrecorded() -> [NamedDraft] {
        defer { unrecorded = [] }
        return unrecorded.sorted().compactMap { name in left[name].map { NamedDraft(name: name, draft: $0) } }
    }

    /// Takes another draft; in each field undo brings back what stood there.
    mutating func replace(with draft: Draft) {
        self.draft = draft
        for field in ComposeField.allCases where field.kind == .text {
            fill(field)
        }
        isTried = false
        recall = nil
        completion = nil
        refused = nil
        focus(on: .prompt)
    }

    /// Puts files in the place of links that stand for them.
    mutating func replace(links files: [String: String]) {
        let before = draft
        draft = draft.replacing(links: files)
        if draft.image != before.image { fill(.image) }
        refused = refused.flatMap { $0.isTrue(of: before) ? $0.of(draft) : nil }
    }

    /// Has the editor of a field show what stands in the draft.
    private mutating func fill(_ field: ComposeField) {
        let text = text(of: field)
        editors[field]?.replace(with: text)
    }

    /// What the service said of the draft, while it is about what stands there.
    package var saidOfDraft: Refused? { refused.flatMap { $0.isTrue(of: draft) ? $0 : nil } }

    /// Changes the references, which are edited on their own screen.
    mutating func setReferences(_ references: [Reference]) { draft.references = references }

    mutating func setMode(_ mode: Mode) {
        draft.mode = mode
        if !fields.contains(focus) { focus = .mode }
    }

    /// Changes the text field with the focus.
    mutating func edit(_ change: (inout TextEditor) -> Void) {
        guard isTyping, let text = focus.text else { return }
        editors[focus]?.ring = ring
        change(&editors[focus, default: TextEditor(isMultiline: focus == .prompt)])
        ring = editor(of: focus).ring
        draft[keyPath: text] = editor(of: focus).text
    }

    /// Takes a reference for a part of what was just done in the prompt.
    mutating func join(_ reference: Reference) {
        companions[companions.count] = reference
        editors[.prompt]?.markLastStep(companions.count - 1)
    }

    /// The reference that came with what undo, or redo, of the field with the focus is about.
    func companion(of wish: UserAction) -> Reference? {
        let editor = editor(of: focus)
        return (wish == .undo ? editor.markOfUndo : editor.markOfRedo).flatMap { companions[$0] }
    }

    mutating func moveFocus(by distance: Int) {
        let fields = fields
        let index = fields.firstIndex(of: focus) ?? 0
        focus(on: fields[(index + distance + fields.count) % fields.count])
    }

    /// A text field takes what is typed at once.
    mutating func focus(on field: ComposeField) {
        focus = field
        isEditing = true
    }

    /// Takes the next or an earlier value of the choice with the focus; of an unknown value, the first or last.
    mutating func changeChoice(by distance: Int) {
        let choices = focus.choices(draft.mode)
        guard let text = focus.text, !choices.isEmpty else { return }
        if let index = choices.firstIndex(of: draft[keyPath: text]) {
            draft[keyPath: text] = choices[(index + distance + choices.count) % choices.count]
        } else {
            draft[keyPath: text] = distance > 0 ? choices[0] : choices[choices.count - 1]
        }
        if !fields.contains(focus) { focus = .mode }
    }

    private mutating func loadEditors() {
        for field in ComposeField.allCases where field.kind == .text {
            editors[field] = TextEditor(text(of: field), isMultiline: field == .prompt)
        }
    }
}
