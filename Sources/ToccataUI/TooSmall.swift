import PlainText
import TerminalKit
import ToccataApp

/// What stands in the place of what is asked where that cannot be read; it is not answered with yes then.
func drawTooSmall(_ place: Context, _ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    let rect = layout.form == .tiny ? frame.bounds : layout.sheet(columns: .max, rows: .max)
    let size = "\(layout.size.columns)x\(layout.size.rows)"
    let back = state.key(place == .question ? .no : .back, in: place)
    let text =
        "Too small for \(state.key(.yes, in: place)) (\(size)): enlarge the window to read what is asked, or \(back)."
    frame.fill(rect)
    frame.draw(PlainText.wrapped(text, to: max(1, rect.columns)).map { Line($0, .warning.bold) }, in: rect)
}

/// Whether what is asked can be read, if anything is.
func isReadable(_ state: AppState, _ layout: Layout) -> Bool {
    switch state.overlays.last {
    case .review(let review): ReviewSheet(review, state, layout).isReadable
    case .question(let question): QuestionSheet(question, state, layout).isReadable
    default: true
    }
}
