package import BachAPI
package import TerminalKit
package import ToccataCore

/// A subject being edited.
///
/// It is kept in the draft whenever the form is left, finished or not; what is wrong is shown and keeps the draft
/// from being sent.
package struct SubjectForm: Equatable, Sendable {
    package enum Field: Hashable, Sendable {
        case name, description, style, type
        /// One of four, from 0.
        case picture(Int)
        case done

        package static let all: [Field] = [.name, .description, .style, .type] + (0..<4).map(Field.picture) + [.done]

        package var kind: ComposeField.Kind {
            switch self {
            case .name, .description, .picture: .text
            case .style, .type: .choice
            case .done: .button
            }
        }

        package var title: String {
            switch self {
            case .name: "Name"
            case .description: "Description"
            case .style: "Style"
            case .type: "Type"
            case .picture(let index): "Picture \(index + 1)"
            case .done: "Done"
            }
        }
    }

    /// Its place among the references; one behind the last for a new one.
    package let index: Int
    package private(set) var style: String
    package private(set) var type: String
    package internal(set) var focus = Field.name
    package internal(set) var isEditing = true
    /// It was to be finished: what is merely missing counts as wrong too.
    package internal(set) var isTried = false
    private var editors: [Field: TextEditor]

    package init(_ subject: Subject = Subject(), at index: Int) {
        self.index = index
        style = subject.style
        type = subject.type
        editors = [.name: TextEditor(subject.name), .description: TextEditor(subject.description)]
        for (position, picture) in subject.pictures.prefix(4).enumerated() {
            editors[.picture(position)] = TextEditor(picture.text)
        }
    }

    package var isTyping: Bool { isEditing && focus.kind == .text }

    package func editor(of field: Field) -> TextEditor { editors[field] ?? TextEditor() }

    /// What a text field or a choice shows.
    package func text(of field: Field) -> String {
        switch field {
        case .style: style
        case .type: type
        default: editor(of: field).text
        }
    }

    /// What a choice can be; empty for other kinds.
    package func choices(of field: Field, limits: Limits = .current) -> [String] {
        switch field {
        case .style: limits.subjectStyles
        case .type: limits.subjectTypes
        default: []
        }
    }

    /// The subject as it stands; picture fields that are empty are none.
    package var subject: Subject {
        Subject(
            name: text(of: .name),
            description: text(of: .description),
            style: style,
            type: type,
            pictures: (0..<4).map { PictureSource(typed: text(of: .picture($0))) }.filter { !$0.text.isEmpty }
        )
    }

    /// Whether nothing was filled in.
    package var isEmpty: Bool { Field.all.allSatisfy { $0.kind != .text || editor(of: $0).isEmpty } }

    /// The field where a problem of the element is put right.
    package func field(for problem: FieldProblem) -> Field {
        switch problem.field {
        case "subject_name": return .name
        case "subject_desc": return .description
        case "subject_style": return .style
        case "subject_type": return .type
        default:
            let filled = (0..<4).filter { !text(of: .picture($0)).isEmpty }
            if let position = problem.position, filled.indices.contains(position) { return .picture(filled[position]) }
            return .picture((0..<4).first { text(of: .picture($0)).isEmpty } ?? 3)
        }
    }

    mutating func edit(_ change: (inout TextEditor) -> Void) {
        guard isTyping else { return }
        change(&editors[focus, default: TextEditor()])
    }

    mutating func moveFocus(by distance: Int) {
        let index = Field.all.firstIndex(of: focus) ?? 0
        focus(on: Field.all[(index + distance + Field.all.count) % Field.all.count])
    }

    mutating func focus(on field: Field) {
        focus = field
        isEditing = true
    }

    mutating func changeChoice(by distance: Int) {
        let choices = choices(of: focus)
        guard !choices.isEmpty else { return }
        let index = choices.firstIndex(of: text(of: focus)) ?? (distance > 0 ? -1 : 0)
        let choice = choices[(index + distance + choices.count) % choices.count]
        if focus == .style { style = choice } else { type = choice }
    }
}
