import BachAPI
package import ToccataCore

/// Subjects whose pictures the service makes.
extension AppState {
    /// Nothing is sent before a yes: it costs money.
    mutating func askToMakePictures() {
        guard let subject = selectedSubject else {
            notice = .warning(
                "Pictures are made for a subject: \(key(.addSubject)) begins one, with a name and a description."
            )
            return
        }
        if let obstacle = obstacle(toMaking: subject) {
            notice = .error(obstacle)
        } else {
            overlays.append(.question(.makePictures(subject)))
        }
    }

    private func obstacle(toMaking subject: Subject) -> String? {
        if !subject.pictures.isEmpty { return "\(subject.name) has pictures already." }
        if let problem = RequestRules.problems(in: subject.order, mode: .textToSubject).first { return problem.message }
        if subjects.contains(where: { $0.name == subject.name }) {
            return "There is a kept subject \(subject.name) already; \(key(.pickSubject)) adds it."
        }
        return making(subject.name).map { "\($0) is making \(subject.name) already." }
    }

    /// The task that makes a subject of that name, and of which something is still to be expected.
    package func making(_ name: String) -> ShortID? {
        queue.tasks.first { task in
            task.mode == .textToSubject && task.state.mayStillMakeSubject
                && Subject(madeBy: task, pictures: []).name == name
        }?.id
    }

    mutating func makePictures(of subject: Subject) -> [Effect] {
        notice = Notice("A task in the Queue (1) makes the pictures; when it is done they are here.")
        isAwaitingTask = true
        return [.send(mode: .textToSubject, requests: [subject.order])]
    }

    /// Takes the kept subjects, and gives those of the draft that wait for pictures theirs.
    mutating func take(_ kept: [Subject]) {
        subjects = kept
        let references = compose.draft.references.map { reference in
            guard case .subject(let subject) = reference, subject.pictures.isEmpty,
                let made = kept.first(where: { $0.order == subject.order })
            else { return reference }
            return Reference.subject(made.fitted)
        }
        if references != compose.draft.references { compose.setReferences(references) }
    }
}

extension Subject {
    /// As it is found from everywhere: the next console may be started in another folder.
    func rooted(in places: Places) -> Subject {
        var subject = self
        subject.pictures = pictures.map { picture in
            let isRooted = ["/", "~", "file://"].contains(where: picture.text.hasPrefix)
            return isRooted ? picture : picture.path(in: places).map { PictureSource($0) } ?? picture
        }
        return subject
    }

    /// Whether it has no picture, and words that the service makes some of.
    package var canBeMade: Bool {
        pictures.isEmpty && RequestRules.problems(in: order, mode: .textToSubject).isEmpty
    }
}
