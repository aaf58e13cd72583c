import BachAPI
import TerminalKit
import ToccataCore

extension AppState {
    mutating func takeReferenceKey(_ wish: UserAction, _ room: Room) -> [Effect] {
        switch wish {
        case .move(let motion): references.viewport.move(motion, rows: room.rows)
        case .add: if hasRoomForReference() { overlays.append(.input(LineInput(.addImage))) }
        case .addSubject: if hasRoomForReference() { overlays.append(.subject(SubjectForm(at: referenceCount))) }
        case .pickSubject: openPicker()
        case .open, .edit: editReference()
        case .remove: removeReference()
        // The pictures of a subject cost money: what was just sent comes first here, too.
        case .undo where taskInGrace != nil: return undo()
        case .undo: bringReferenceBack()
        case .moveUp: moveReference(by: -1)
        case .moveDown: moveReference(by: 1)
        case .keepSubject: return keepSubject()
        case .makePictures: askToMakePictures()
        case .back: leaveReferences()
        default: break
        }
        return []
    }

    /// Back to the draft, not into its prompt: the next key may be meant as one.
    private mutating func leaveReferences() {
        show(.compose)
        if compose.fields.contains(.references) { compose.focus(on: .references) }
        compose.isEditing = false
    }

    private var referenceCount: Int { compose.draft.references.count }

    mutating func hasRoomForReference() -> Bool {
        let isMulti = compose.draft.mode == .multiImageToVideo
        let pictures = compose.draft.references.reduce(0) { $0 + $1.pictures.count }
        let isFull =
            isMulti
            ? pictures >= Limits.current.multiImage.pictures.upperBound
            : referenceCount >= Limits.current.references.upperBound
        if isFull {
            notice = .error(isMulti ? "Multi-image to video takes 4 pictures at most." : Message.tooManyReferences)
        }
        return !isFull
    }

    /// Puts a reference at a place, behind the last if there is none there.
    mutating func put(_ reference: Reference, at index: Int) {
        var all = compose.draft.references
        if all.indices.contains(index) {
            all[index] = reference
        } else {
            all.append(reference)
            adoptReferences()
        }
        setReferences(all, selecting: min(index, all.count - 1))
    }

    /// Only elements to video has references, so the first one decides for it.
    private mutating func adoptReferences() {
        guard compose.draft.references.isEmpty, compose.draft.mode == .textToVideo else { return }
        compose.setMode(.elementsToVideo)
        notice = Notice("The draft is elements to video now: only that mode takes references.")
    }

    mutating func setReferences(_ all: [Reference], selecting index: Int) {
        compose.setReferences(all)
        references.viewport.resize(count: all.count)
        references.viewport.select(index)
    }

    private mutating func editReference() {
        guard let index = references.selection else { return }
        switch compose.draft.references[index] {
        case .image(let picture): overlays.append(.input(LineInput(.editImage(index), text: picture.text)))
        case .subject(let subject): overlays.append(.subject(SubjectForm(subject, at: index)))
        }
    }

    private mutating func removeReference() {
        guard let index = references.selection else { return }
        var all = compose.draft.references
        let reference = all.remove(at: index)
        references.removed.append(.init(draft: compose.name, index: index, reference: reference))
        notice = Notice("Removed \(reference.name) from the draft; \(key(.undo, in: .references)) brings it back.")
        setReferences(all, selecting: index)
    }

    private mutating func bringReferenceBack() {
        guard let place = lastRemoved, hasRoomForReference() else { return }
        let removed = references.removed.remove(at: place)
        var all = compose.draft.references
        let index = min(removed.index, all.count)
        all.insert(removed.reference, at: index)
        setReferences(all, selecting: index)
        notice = Notice("\(removed.reference.name) is back in the draft.")
    }

    /// Of the open draft.
    private var lastRemoved: Int? { references.removed.lastIndex { $0.draft == compose.name } }

    var refusalToBringBack: String? { lastRemoved == nil ? "No reference was removed from this draft." : nil }

    private mutating func moveReference(by distance: Int) {
        var all = compose.draft.references
        guard let index = references.selection, all.indices.contains(index + distance) else { return }
        all.swapAt(index, index + distance)
        setReferences(all, selecting: index + distance)
    }

    private mutating func keepSubject() -> [Effect] {
        guard let subject = selectedSubject else { return [] }
        guard !subject.name.allSatisfy(\.isWhitespace) else {
            notice = .error(Message.subjectNameRequired)
            return []
        }
        notice = Notice("Kept the subject \(subject.name); \(key(.pickSubject)) adds it to any draft.")
        return [.recordSubject(subject.rooted(in: places))]
    }

    private mutating func pick(_ subject: Subject) {
        put(.subject(subject.fitted), at: referenceCount)
        if let cut = subject.cutNotice { notice = .warning(cut) }
    }

    private mutating func openPicker() {
        if hasRoomForReference() {
            overlays.append(.picker(SubjectPicker(subjectsByUse)))
        }
    }

    mutating func takePickerKey(_ wish: UserAction, _ room: Room, _ picker: SubjectPicker) -> [Effect] {
        var picker = picker
        let subjects = subjects(in: picker)
        picker.viewport.resize(count: subjects.count)
        let subject = picker.viewport.selection.map { subjects[$0] }
        switch wish {
        case .move(let motion):
            picker.viewport.move(motion, rows: room.rows)
            replaceOverlay(.picker(picker))
        case .open:
            overlays.removeLast()
            if let subject { pick(subject) }
        case .remove: return subject.map { ask(.deleteSubject(name: $0.name)) } ?? []
        case .undo: return bringSubjectBack()
        case .back, .no: overlays.removeLast()
        default: break
        }
        return []
    }

    mutating func deleteSubject(_ name: String) -> [Effect] {
        deletedSubject = subjects.first { $0.name == name }
        notice = Notice("Deleted the kept subject \(name); \(key(.undo, in: .picker)) here brings it back.")
        return [.deleteSubject(name: name)]
    }

    private mutating func bringSubjectBack() -> [Effect] {
        guard let subject = deletedSubject else {
            notice = Notice("No subject was deleted since the start.")
            return []
        }
        deletedSubject = nil
        notice = Notice("The subject \(subject.name) is kept again.")
        return [.recordSubject(subject)]
    }
}

extension Reference {
    /// What it is called by people.
    package var name: String {
        switch self {
        case .image(let picture): picture.shortName
        case .subject(let subject): subject.name.isEmpty ? "a subject without a name" : subject.name
        }
    }
}
