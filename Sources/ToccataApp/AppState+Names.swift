import BachAPI
import TerminalKit
import ToccataCore

/// Names of subjects, completed in the prompt.
extension AppState {
    /// What is offered for what was typed: subjects of the draft, then kept ones, those that begin with it first.
    package var nameOffers: [NameOffer] {
        guard let completion = compose.completion, isInPrompt,
            let word = completion.word(in: compose.editor(of: .prompt))?.lowercased()
        else { return [] }
        return [subjectsOfDraft, otherSubjects].flatMap { subjects in
            let found = subjects.filter { word.isEmpty || $0.name.lowercased().contains(word) }
            let isFirst = { (subject: Subject) in subject.name.lowercased().hasPrefix(word) }
            return found.filter(isFirst) + found.filter { !isFirst($0) }
        }.map { NameOffer(subject: $0, use: use(of: $0)) }
    }

    /// The offer that is selected.
    private var nameOffer: NameOffer? {
        let offers = nameOffers
        guard var viewport = compose.completion?.viewport else { return nil }
        viewport.resize(count: offers.count)
        return viewport.selection.map { offers[$0] }
    }

    private var isInPrompt: Bool {
        screen == .compose && overlays.isEmpty && compose.isTyping && compose.focus == .prompt
    }

    /// Those with a name, each name once.
    private var subjectsOfDraft: [Subject] {
        var names: Set<String> = []
        return compose.draft.references.compactMap { reference in
            guard case .subject(let subject) = reference, !subject.name.isEmpty else { return nil }
            return names.insert(subject.name).inserted ? subject : nil
        }
    }

    private var otherSubjects: [Subject] {
        let known = Set(subjectsOfDraft.map(\.name))
        return subjects.filter { !known.contains($0.name) }
    }

    /// Only elements to video knows subjects; what has no picture yet would keep the draft from being sent.
    private func use(of subject: Subject) -> NameOffer.Use {
        guard compose.draft.mode == .elementsToVideo else { return .name }
        let references = compose.draft.references
        if let index = references.firstIndex(where: { $0.isSubject(named: subject.name) }) { return .reference(index) }
        let isFull = references.count >= Limits.current.references.upperBound
        return isFull || subject.pictures.isEmpty ? .name : .added(references.count)
    }
}

extension AppState {
    /// Why no name can be completed.
    var refusalOfNames: String? {
        subjectsOfDraft.isEmpty && subjects.isEmpty
            ? "No subject is known yet: \(key(.addSubject, in: .references)) in References begins one." : nil
    }

    /// Whether a wish was about a name; any other ends its completion.
    mutating func takeNameKey(_ wish: UserAction, _ room: Room) -> Bool {
        if wish == .completeName {
            beginName(room)
            return true
        }
        let offer = nameOffer
        guard let completion = compose.completion else { return false }
        compose.completion = nil
        guard let offer else { return false }
        switch wish {
        case .open: take(offer, at: completion.start)
        case .move(let motion): move(completion, motion)
        case .back: break
        default: return false
        }
        return true
    }

    private mutating func beginName(_ room: Room) {
        type(.character("@"), room)
        guard isInPrompt, refusalOfNames == nil else { return }
        let editor = compose.editor(of: .prompt)
        let start = editor.cursor - 1
        if NameCompletion.canBegin(behind: start > 0 ? editor.characters[start - 1] : nil) {
            compose.completion = NameCompletion(at: start)
        }
    }

    /// Gives a chord to the field with the focus; letters go on with a name, and a backspace does.
    mutating func type(_ chord: Chord, _ room: Room) {
        edit { _ = $0.apply(chord, columns: room.columns) }
        guard let completion = compose.completion else { return }
        let goesOn = isInPrompt && (chord.typed != nil || chord == .backspace)
        let hasWord = completion.word(in: compose.editor(of: .prompt)) != nil
        compose.completion = goesOn && hasWord ? NameCompletion(at: completion.start) : nil
    }

    private mutating func move(_ completion: NameCompletion, _ motion: Motion) {
        var completion = completion
        compose.completion = completion
        completion.viewport.resize(count: nameOffers.count)
        completion.viewport.move(motion, rows: NameOffer.mostRows)
        compose.completion = completion
    }

    private mutating func take(_ offer: NameOffer, at start: Int) {
        let name = offer.subject.name
        let before = compose.draft.prompt
        compose.edit { $0.replace(from: start, with: name) }
        switch offer.use {
        case .reference: break
        case .added(let index):
            let reference = Reference.subject(offer.subject.fitted)
            put(reference, at: index)
            if compose.draft.prompt != before { compose.join(reference) }
            let place =
                "\(name) is reference \(index + 1) of the draft now, in References (\(key(.show(.references))))."
            notice = offer.subject.cutNotice.map { .warning("\(place) \($0)") } ?? Notice(place)
        case .name: notice = Notice(reasonForNameOnly(offer.subject))
        }
    }

    /// A reference that came with a name goes with it, and comes back with it; what became of it since is one's own.
    mutating func take(_ companion: Reference, alongWith wish: UserAction) {
        var all = compose.draft.references
        let index = all.lastIndex(of: companion)
        if wish == .undo, let index {
            all.remove(at: index)
            setReferences(all, selecting: index)
            notice = Notice("\(companion.name) is no reference of the draft any more, as before its name was written.")
        } else if wish == .redo, index == nil, compose.draft.mode == .elementsToVideo, hasRoomForReference() {
            put(companion, at: all.count)
            notice = Notice("\(companion.name) is reference \(all.count + 1) of the draft again.")
        }
    }

    private func reasonForNameOnly(_ subject: Subject) -> String {
        let mode = compose.draft.mode
        if mode != .elementsToVideo { return "Only the name was written: \(mode.title) sends no subjects." }
        if subject.pictures.isEmpty { return "Only the name was written: \(subject.name) has no pictures yet." }
        return "Only the name was written: the draft has \(compose.draft.references.count) references already."
    }
}

extension NameOffer {
    /// The most rows that the offers take at a time.
    package static let mostRows = 8
}

extension Reference {
    fileprivate func isSubject(named name: String) -> Bool {
        if case .subject(let subject) = self { subject.name == name } else { false }
    }
}
