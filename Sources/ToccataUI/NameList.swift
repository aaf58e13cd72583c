import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The names that are offered for what is typed behind an `@`: under the cursor, or over it where there is more room.
func drawNames(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    let offers = state.nameOffers
    guard let completion = state.compose.completion, !offers.isEmpty, let cursor = frame.cursor else { return }
    let list = NameList(offers: offers, viewport: completion.viewport)
    let word = completion.word(in: state.compose.editor(of: .prompt)) ?? ""
    let place = Point(column: cursor.column - PlainText.columns(of: "@" + word), row: cursor.row)
    list.draw(at: place, in: layout[.compose], &frame)
}

private struct NameList {
    let offers: [NameOffer]
    let viewport: ListViewport

    /// - Parameter place: Where the word begins, which must stay in sight.
    func draw(at place: Point, in pane: Rect, _ frame: inout Frame) {
        let (above, rest) = pane.splitTop(place.row - pane.row)
        let below = rest.splitTop(1).rest
        let wanted = min(offers.count, NameOffer.mostRows) + 2
        let isBelow = below.rows >= wanted || below.rows >= above.rows
        let space = isBelow ? below : above
        // A frame would leave no room for a name.
        let isFramed = space.rows >= 3
        let rows = min(space.rows, isFramed ? wanted : wanted - 2)
        var rect = isBelow ? space.splitTop(rows).top : space.splitBottom(rows).bottom
        rect.columns = min(rect.columns, columns + (isFramed ? 2 : 0))
        rect.column = min(max(pane.column, place.column), pane.endColumn - rect.columns)
        frame.fill(rect)
        if isFramed { frame.box(rect, title: "Subjects", right: offers.count > rows - 2 ? "\(offers.count)" : "") }
        drawRows(in: isFramed ? rect.insideBox : rect, &frame)
    }

    private func drawRows(in inside: Rect, _ frame: inout Frame) {
        var viewport = viewport
        viewport.resize(count: offers.count)
        for (row, index) in viewport.visible(rows: inside.rows).enumerated() {
            let isSelected = index == viewport.selection
            let style = isSelected ? Style.selection : .normal
            frame.put(
                (isSelected ? "> " : "  ") + text(offers[index], columns: inside.columns - 2),
                in: inside.line(row),
                style
            )
        }
    }

    /// Where there is no room for both, the name counts.
    private func text(_ offer: NameOffer, columns: Int) -> String {
        let room = columns - Self.useColumns - 1
        guard room >= 8 else { return offer.subject.name }
        return PlainText.fitted(offer.subject.name, to: room) + " " + PlainText.fitted(offer.words, to: Self.useColumns)
    }

    private var columns: Int {
        let longest = offers.map { PlainText.columns(of: PlainText.line($0.subject.name)) }.max() ?? 0
        return 2 + max(8, longest) + 1 + Self.useColumns
    }

    /// What is said of an offer, at its longest: `adds reference 9`.
    private static let useColumns = 16
}

extension NameOffer {
    fileprivate var words: String {
        switch use {
        case .reference(let index): "reference \(index + 1)"
        case .added(let index): "adds reference \(index + 1)"
        case .name: "name only"
        }
    }
}
