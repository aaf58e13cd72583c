package import ToccataCore

/// A field that has another value in one draft than in an earlier one.
package struct DraftChange: Equatable, Sendable {
    package let field: ComposeField
    package let before: String
    package let after: String
}

extension Draft {
    /// What was changed since an earlier draft, in the order of the form.
    ///
    /// A field that the mode does not have counts for nothing: it is not sent.
    package func changes(since earlier: Draft) -> [DraftChange] {
        ComposeField.fields(of: mode).compactMap { field in
            guard field != .review else { return nil }
            let change = DraftChange(field: field, before: earlier.words(of: field), after: words(of: field))
            let isSame = field == .references ? references == earlier.references : change.before == change.after
            return isSame ? nil : change
        }
    }

    private func words(of field: ComposeField) -> String {
        field.text.map { self[keyPath: $0] } ?? references.map(\.name).joined(separator: ", ")
    }
}
