// ToccataUI draws: state and size become a frame, chords become actions, by one table that the help and the hints
// are printed from. It must not decide anything, and it knows no terminal, no file, no service and no clock.

package import TerminalKit
package import ToccataApp
package import ToccataCore

/// The whole screen.
package func view(_ state: AppState, size: Size) -> Frame {
    var frame = Frame(size: size)
    let layout = Layout(size)
    if layout.isTiny {
        drawTiny(state, &frame)
        return frame
    }
    drawHeader(state, in: layout.header, &frame)
    drawScreen(state, layout, &frame)
    drawFooter(state, layout, &frame)
    for overlay in state.overlays { draw(overlay, state, layout, &frame) }
    return frame
}

/// The tasks of the queue that the screen shows.
package func shownTasks(_ state: AppState, size: Size) -> Set<ShortID> {
    let layout = Layout(size)
    guard state.screen == .queue, !layout.isTiny else { return [] }
    return TasksView(state, layout).shown
}

private func drawScreen(_ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    switch state.screen {
    case .queue, .library: TasksView(state, layout).draw(&frame)
    case .compose: ComposeView(state, layout).draw(&frame)
    case .references: ReferencesView(state, layout).draw(&frame)
    case .log: LogView(state, layout).draw(&frame)
    }
}

private func draw(_ overlay: Overlay, _ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    frame.cursor = nil
    switch overlay {
    case .help(let top): HelpSheet(state, layout).draw(top, &frame)
    case .review(let review): ReviewSheet(review, state, layout).draw(&frame)
    case .question(let question): drawQuestion(question, state, layout, &frame)
    case .input(let input): drawInput(input, layout, &frame)
    case .subject(let form): SubjectSheet(form, state, layout).draw(&frame)
    case .picker(let viewport): drawPicker(viewport, state, layout, &frame)
    case .exchange(let open): ExchangeSheet(open, state, layout).draw(&frame)
    }
}

/// What is left on a screen that has no room for anything.
private func drawTiny(_ state: AppState, _ frame: inout Frame) {
    let done = state.queue.count { $0 == .done }
    let size = "\(frame.size.columns)x\(frame.size.rows)"
    frame.put("Toccata \(state.activeCount) run \(done) done (\(size) too small)", in: frame.bounds)
}
