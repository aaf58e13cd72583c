package import BachAPI
import ToccataCore

extension AppState {
    /// Everything that keeps the draft from being sent: the service's own messages, then what is wrong with files.
    package var problems: [FieldProblem] {
        compose.draft.problems(in: places).map { placed($0, in: compose.draft.references) } + pictureProblems
    }

    /// What is to be shown beside the fields of Compose: before the review was asked for, a field that is merely
    /// empty is not wrong yet.
    ///
    /// - Parameter problems: Those of the draft; they are not cheap, so whoever has them hands them in.
    package func shown(_ problems: [FieldProblem]) -> [ComposeField: [FieldProblem]] {
        let wrong = Dictionary(grouping: problems, by: ComposeField.init)
        var shown = wrong.filter { compose.isTried || !compose.isEmpty($0.key) }
        if let said = compose.saidOfDraft, let field = said.field { shown[field, default: []].append(said.problem) }
        return shown
    }

    /// What is wrong with one reference.
    package func problems(ofReference index: Int) -> [FieldProblem] {
        referenceProblems(in: compose.draft.references).filter { $0.element == index }
    }

    /// What is wrong with references; where the draft's mode has none, as elements to video would see them.
    func referenceProblems(in references: [Reference]) -> [FieldProblem] {
        let mode = compose.draft.mode == .multiImageToVideo ? Mode.multiImageToVideo : .elementsToVideo
        var draft = Draft(mode: mode, prompt: "-")
        draft.references = references
        return draft.problems(in: places).map { placed($0, in: references) } + pictureProblems(in: references)
    }

    /// A problem of `image_list` with the place of its picture among the references: there a subject may have several.
    private func placed(_ problem: FieldProblem, in references: [Reference]) -> FieldProblem {
        guard problem.field == "image", var rest = problem.element else { return problem }
        for (index, reference) in references.enumerated() {
            let count = reference.pictures.count
            guard rest >= count else {
                guard case .subject = reference else { return FieldProblem("url", element: index, problem.message) }
                return FieldProblem("images", element: index, position: rest, problem.message)
            }
            rest -= count
        }
        return problem
    }

    private var pictureProblems: [FieldProblem] {
        switch compose.draft.mode {
        case .textToVideo, .textToSubject: []
        case .imageToVideo:
            pictures.problem(with: compose.draft.image, for: .imageToVideo, in: places).map {
                [FieldProblem("image_url", $0)]
            } ?? []
        case .elementsToVideo, .multiImageToVideo: pictureProblems(in: compose.draft.references)
        }
    }

    private func pictureProblems(in references: [Reference]) -> [FieldProblem] {
        references.enumerated().flatMap { index, reference in
            reference.pictures.enumerated().compactMap { position, picture in
                pictures.problem(with: picture, for: compose.draft.mode, in: places).map { problem in
                    guard case .subject = reference else { return FieldProblem("url", element: index, problem) }
                    return FieldProblem("images", element: index, position: position, problem)
                }
            }
        }
    }
}
