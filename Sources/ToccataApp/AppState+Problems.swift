package import BachAPI
import ToccataCore

extension AppState {
    /// Everything that keeps the draft from being sent: the service's own messages, then what is wrong with files.
    package var problems: [FieldProblem] {
        compose.draft.problems(in: places) + pictureProblems
    }

    /// What is to be shown beside the fields of Compose: before the review was asked for, a field that is merely
    /// empty is not wrong yet.
    ///
    /// - Parameter problems: Those of the draft; they are not cheap, so whoever has them hands them in.
    package func shown(_ problems: [FieldProblem]) -> [ComposeField: [FieldProblem]] {
        Dictionary(grouping: problems, by: ComposeField.init).filter { compose.isTried || !compose.isEmpty($0.key) }
    }

    /// What is wrong with one reference.
    package func problems(ofReference index: Int) -> [FieldProblem] {
        referenceProblems(in: compose.draft.references).filter { $0.element == index }
    }

    /// What is wrong with references, whatever the draft's mode.
    func referenceProblems(in references: [Reference]) -> [FieldProblem] {
        var draft = Draft(mode: .elementsToVideo, prompt: "-")
        draft.references = references
        return draft.problems(in: places) + pictureProblems(in: references)
    }

    private var pictureProblems: [FieldProblem] {
        switch compose.draft.mode {
        case .textToVideo, .textToSubject: []
        case .imageToVideo:
            pictures.problem(with: compose.draft.image, in: places).map { [FieldProblem("image_url", $0)] } ?? []
        case .elementsToVideo, .multiImageToVideo: pictureProblems(in: compose.draft.references)
        }
    }

    private func pictureProblems(in references: [Reference]) -> [FieldProblem] {
        references.enumerated().flatMap { index, reference in
            reference.pictures.enumerated().compactMap { position, picture in
                pictures.problem(with: picture, in: places).map { problem in
                    guard case .subject = reference else { return FieldProblem("url", element: index, problem) }
                    return FieldProblem("images", element: index, position: position, problem)
                }
            }
        }
    }
}
