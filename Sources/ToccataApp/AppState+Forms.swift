import BachAPI
import TerminalKit
import ToccataCore

extension AppState {
    mutating func takeInputKey(_ wish: UserAction, _ input: LineInput) -> [Effect] {
        switch wish {
        case .open, .nextField: return finish(input)
        case .back, .no, .leaveField: overlays.removeLast()
        default: break
        }
        return []
    }

    private mutating func finish(_ input: LineInput) -> [Effect] {
        let text = input.editor.text.trimmed
        if let problem = problem(with: text, for: input.purpose) {
            var refused = input
            refused.problem = problem
            replaceOverlay(.input(refused))
            return []
        }
        overlays.removeLast()
        switch input.purpose {
        case .addImage: put(.image(PictureSource(text)), at: compose.draft.references.count)
        case .editImage(let index): put(.image(PictureSource(text)), at: index)
        case .titleDraft(let name): return title(name, text)
        case .attach(let id):
            notice = Notice("Asking the service for \(text) ...")
            return [.attach(id, taskID: text)]
        case .tag(let ids): return tag(ids, text)
        }
        return []
    }

    private func problem(with text: String, for purpose: LineInput.Purpose) -> String? {
        switch purpose {
        case .titleDraft: self.problem(withTitle: text)
        case .attach(let id): problem(withTaskID: text, for: id)
        case .tag: tagProblem(text)
        case .addImage: imageProblem(text, at: compose.draft.references.count)
        case .editImage(let index): imageProblem(text, at: index)
        }
    }

    /// Why a text can be no id of a task; whether it is one, only the service knows.
    private func problem(withTaskID text: String, for id: ShortID) -> String? {
        if text.isEmpty { return Message.taskIDRequired }
        if text.contains(where: { $0.isWhitespace || $0 == "/" }) { return "An id has no space and no slash in it." }
        return queue.tasks.first { $0.taskID == text && $0.id != id }.map { "\($0.id) has this id already." }
    }

    private func imageProblem(_ text: String, at index: Int) -> String? {
        var all = compose.draft.references
        let image = Reference.image(PictureSource(text))
        if all.indices.contains(index) { all[index] = image } else { all.append(image) }
        return referenceProblems(in: all).first { $0.element == index && $0.field == "url" }?.message
    }

    /// What is wrong with the subject being edited, by field.
    package func problems(in form: SubjectForm) -> [(field: SubjectForm.Field, message: String)] {
        var all = compose.draft.references
        let subject = Reference.subject(form.subject)
        if all.indices.contains(form.index) { all[form.index] = subject } else { all.append(subject) }
        return referenceProblems(in: all).filter { $0.element == form.index }.map { (form.field(for: $0), $0.message) }
    }

    mutating func takeSubjectKey(_ wish: UserAction, _ form: SubjectForm) -> [Effect] {
        var form = form
        if let refusal = refusal(of: wish), wish == .editor || wish == .drafts { notice = .warning(refusal) }
        switch wish {
        case .nextField: form.moveFocus(by: 1)
        case .previousField: form.moveFocus(by: -1)
        case .nextChoice: form.changeChoice(by: 1)
        case .previousChoice: form.changeChoice(by: -1)
        case .enterField: form.isEditing = true
        case .leaveField: form.isEditing = false
        case .open where form.focus == .done: return finish(form)
        case .open where form.focus.kind == .text && !form.isEditing: form.isEditing = true
        case .open: form.moveFocus(by: 1)
        case .back:
            close(form)
            return []
        default: break
        }
        replaceOverlay(.subject(form))
        return []
    }

    /// Done with a subject: what is wrong keeps the form open, once.
    ///
    /// Words without a picture are no fault: the service can make the pictures of them.
    mutating func finish(_ form: SubjectForm) -> [Effect] {
        var tried = form
        tried.isTried = true
        guard let first = problems(in: tried).first, !form.subject.canBeMade else {
            close(form)
            return []
        }
        tried.focus(on: first.field)
        notice = .error(first.message)
        replaceOverlay(.subject(tried))
        return []
    }

    /// Leaves the form; what it holds stays in the draft.
    mutating func close(_ form: SubjectForm) {
        keepForm()
        overlays.removeLast()
        if form.subject.canBeMade {
            notice = Notice(
                "\(form.subject.name) has no pictures yet: \(key(.makePictures)) has the service make them."
            )
        } else if let problem = problems(in: form).first, !form.isEmpty {
            notice = .warning("Kept as it is, not ready to be sent: \(problem.message)")
        }
    }

    /// Takes what the form holds into the draft, wherever the form lies.
    mutating func keepForm() {
        for case .subject(let form) in overlays where !form.isEmpty { put(.subject(form.subject), at: form.index) }
    }
}

extension PictureSource {
    init(typed text: String) { self.init(text.trimmed) }
}
