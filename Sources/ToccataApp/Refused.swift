package import BachAPI
import ToccataCore

extension VideoTask {
    /// Whether its service said no to what it asks for, which another seed does not change.
    var wouldBeRefusedAgain: Bool { mustBeChanged || state == .failed && knownCode?.kind == .access }

    /// Whether it would be refused by whichever account: only another request helps.
    package var mustBeChanged: Bool {
        guard state == .failed else { return false }
        switch knownCode?.kind {
        case .parameter, .policy, .duration, .resolution: return true
        default: return false
        }
    }
}

/// What a service said of the request that stands in Compose again, until its author changes what it is about.
package struct Refused: Equatable, Sendable {
    /// In the service's words.
    package let problem: FieldProblem
    /// Where it can be put right; nil where the service does not tell.
    package let field: ComposeField?
    private var draft: Draft

    init?(_ task: VideoTask, draft: Draft) {
        guard let message = task.message, !message.isEmpty else { return nil }
        let code = task.code.map { " (\($0))" } ?? ""
        let found = FieldProblem(refusal: message, kind: task.knownCode?.kind, mode: task.mode)
        let words = "The service said: \(message)\(code)"
        problem = FieldProblem(found?.field ?? "", element: found?.element, position: found?.position, words)
        field = found.map { ComposeField($0) }.flatMap { ComposeField.fields(of: task.mode).contains($0) ? $0 : nil }
        self.draft = draft
    }

    /// The same of a draft that says the same in other words.
    func of(_ draft: Draft) -> Refused {
        var refused = self
        refused.draft = draft
        return refused
    }

    /// Whether what it is about is as it was.
    func isTrue(of draft: Draft) -> Bool {
        switch field {
        case .references: draft.references == self.draft.references
        case .some(let field): field.text.map { draft[keyPath: $0] == self.draft[keyPath: $0] } ?? true
        case nil: draft == self.draft
        }
    }
}
