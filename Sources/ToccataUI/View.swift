// ToccataUI draws: state and size become a frame, chords become actions by the keymap. It must not decide anything, and
// it knows no terminal, no file, no service and no clock.

package import TerminalKit
package import ToccataApp
package import ToccataCore

/// The whole screen.
package func view(_ state: AppState, size: Size) -> Frame {
    var frame = Frame(size: size)
    let layout = Layout(state, size)
    if layout.form == .tiny {
        drawTiny(state, layout, &frame)
        return frame
    }
    drawHeader(state, in: layout[.header], &frame)
    drawScreen(state, layout, &frame)
    drawFooter(state, layout, &frame)
    for overlay in state.overlays { draw(overlay, state, layout, &frame) }
    return state.isASCII ? frame.inASCII : frame
}

/// The tasks of the queue that the screen shows.
package func shownTasks(_ state: AppState, size: Size) -> Set<ShortID> {
    let layout = Layout(state, size)
    guard state.screen != .library, !layout[.list].isEmpty || !layout[.detail].isEmpty else { return [] }
    return TasksView(state, layout).shown
}

private func drawScreen(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    if !layout[.list].isEmpty || !layout[.detail].isEmpty { TasksView(state, layout).draw(&frame) }
    if !layout[.filters].isEmpty { FiltersPane(state: state, rect: layout[.filters]).draw(&frame) }
    if !layout[.compose].isEmpty { ComposeView(state, layout).draw(&frame) }
    if !layout[.references].isEmpty { ReferencesView(state, layout).draw(&frame) }
    if !layout[.draft].isEmpty { drawDraftStrip(state, in: layout[.draft], &frame) }
    if state.screen == .log {
        LogView(state, layout).draw(&frame)
    } else if !layout[.log].isEmpty {
        drawActivity(state, in: layout[.log], &frame)
    }
    drawNames(state, layout, &frame)
}

private func draw(_ overlay: Overlay, _ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    frame.cursor = nil
    switch overlay {
    case .menu(let menu): MenuSheet(menu, state, layout).draw(&frame)
    case .review(let review): ReviewSheet(review, state, layout).draw(&frame)
    case .question(let question): QuestionSheet(question, state, layout).draw(&frame)
    case .input(let input): drawInput(input, layout, &frame)
    case .subject(let form): SubjectSheet(form, state, layout).draw(&frame)
    case .picker(let picker): drawPicker(picker, state, layout, &frame)
    case .drafts(let viewport): drawDrafts(viewport, state, layout, &frame)
    case .revisions(let list): RevisionsSheet(list, state, layout).draw(&frame)
    case .exchange(let open): ExchangeSheet(open, state, layout).draw(&frame)
    }
}

/// What is left on a screen that has no room for anything.
private func drawTiny(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    if !isReadable(state, layout) {
        let isReview = if case .review = state.overlays.last { true } else { false }
        return drawTooSmall(isReview ? .review : .question, state, layout, &frame)
    }
    let done = state.queue.count { $0 == .done }
    let size = "\(frame.size.columns)x\(frame.size.rows)"
    frame.put("Toccata \(state.activeCount) run \(done) done (\(size) too small)", in: frame.bounds)
}
