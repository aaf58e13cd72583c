import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The draft's references in the order in which they are sent, each with its pictures and what is wrong.
struct ReferencesView {
    private let state: AppState
    private let body: Rect

    init(_ state: AppState, _ layout: Layout) {
        self.state = state
        body = layout[.references]
    }

    private var references: [Reference] { state.compose.draft.references }
    private var inside: Rect { body.rows >= 6 ? body.insideBox : body }

    var room: Room { Room(columns: inside.columns, rows: inside.rows) }

    func draw(_ frame: inout Frame) {
        if body.rows >= 6 { frame.box(body, title: "References", right: FieldWords.references(state.compose.draft)) }
        guard !references.isEmpty else { return drawEmpty(&frame) }
        let rows = references.indices.map(rows)
        let selection = state.references.selection ?? 0
        let before = rows.prefix(selection).joined().count
        let shown = notes + rows.joined()
        // The whole of the selected one if it fits, its first row in any case.
        let end = notes.count + before + rows[min(selection, rows.count - 1)].count
        let top = min(max(0, end - inside.rows), notes.count + before)
        frame.draw(shown, in: inside, from: top)
    }

    /// Why the references may be of no use at the moment.
    private var notes: [Line] {
        let texts = state.compose.draft.mode == .multiImageToVideo ? multiImageNotes : modeNotes
        return texts.isEmpty
            ? [] : texts.flatMap { PlainText.wrapped($0, to: inside.columns) }.map { Line($0, .warning) } + [Line()]
    }

    private var modeNotes: [String] {
        let mode = state.compose.draft.mode
        if mode == .elementsToVideo { return [] }
        return [
            "The draft is \(mode.title): references are sent with elements to video and multi-image to video only "
                + "(Mode in Compose)."
        ]
    }

    private var multiImageNotes: [String] {
        var texts: [String] = []
        if references.contains(where: { if case .subject = $0 { true } else { false } }) {
            texts.append(
                "Multi-image to video knows no subjects: their pictures go as plain images, without name or words."
            )
        }
        if references.reduce(0, { $0 + $1.pictures.count }) > Limits.current.multiImage.pictures.upperBound {
            texts.append(
                "Multi-image to video takes 4 pictures at most: \(state.key(.remove, in: .references)) removes the selected."
            )
        }
        return texts
    }

    private func drawEmpty(_ frame: inout Frame) {
        var block = TextBlock(columns: inside.columns - 2)
        block.add("No references yet.")
        if state.compose.draft.mode == .multiImageToVideo {
            block.add(
                "\(state.key(.add, in: .references)) adds an image by URL or path: JPEG or PNG, 10 MB at most, 300x300 at least, 1:2.5 to 2.5:1. "
                    + "1 to 4 images, sent in this order. Subjects do not go as such: of one that is added, the pictures do.",
                .dim
            )
            return frame.draw(block.lines, in: inside.inset(columns: 1))
        }
        block.add(
            "\(state.key(.add, in: .references)) adds an image by URL or path, \(state.key(.addSubject, in: .references)) a subject: a person or thing that has to look the same, shown in 2 "
                + "to 4 pictures from different sides. 9 references at most; they are sent in this order.",
            .dim
        )
        frame.draw(block.lines, in: inside.inset(columns: 1))
    }

    private func rows(_ index: Int) -> [Line] {
        let mark = (index == state.references.selection ? "> " : "  ", Style.accent.bold)
        var lines: [Line]
        switch references[index] {
        case .image(let picture):
            let start = [mark, ("\(index + 1) image    ", .dim)]
            lines = [Line(pieces: start + pieces(picture, .normal, behind: 13))]
        case .subject(let subject):
            let name = subject.name.isEmpty ? "(no name)" : subject.name
            let pictures = FieldWords.pictures(subject.pictures.count)
            let facts = [subject.type, subject.style, pictures, FieldWords.uses(of: subject, state)].compactMap(\.self)
            lines = [
                Line(pieces: [
                    mark, ("\(index + 1) subject  ", .dim), (name, .normal),
                    ("  " + facts.joined(separator: ", "), .dim),
                ])
            ]
            let indent = inside.columns < 60 ? 4 : 15
            lines += subject.pictures.map { picture in
                let start = [(String(repeating: " ", count: indent), Style.normal)]
                return Line(pieces: start + pieces(picture, .dim, behind: indent))
            }
        }
        return lines + problems(index) + making(index)
    }

    /// How a subject without pictures gets some.
    private func making(_ index: Int) -> [Line] {
        guard case .subject(let subject) = references[index], subject.pictures.isEmpty else { return [] }
        if let id = state.making(subject.name) { return [Line("    \(id) in the Queue makes its pictures.", .dim)] }
        let text =
            subject.canBeMade
            ? "No pictures: \(state.key(.makePictures)) has the service make them from its words; \(state.key(.edit, in: .references)) adds some of your own."
            : "No pictures: \(state.key(.edit, in: .references)) adds them, or a name and a description that the service makes them from."
        return PlainText.wrapped(text, to: max(8, inside.columns - 4)).map { Line("    " + $0, .dim) }
    }

    private func pieces(_ picture: PictureSource, _ style: Style, behind start: Int) -> [(String, Style)] {
        let (name, facts) = FieldWords.facts(picture, state, columns: inside.columns - start)
        return [(name, style), (facts, .good)]
    }

    private func problems(_ index: Int) -> [Line] {
        // That it has no pictures is nothing to put right while some are on their way.
        if case .subject(let subject) = references[index], subject.pictures.isEmpty, state.making(subject.name) != nil {
            return []
        }
        return state.problems(ofReference: index).flatMap { problem in
            PlainText.wrapped(problem.message, to: max(8, inside.columns - 4)).map { Line("    " + $0, .bad) }
        }
    }
}
