import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// What happened last, the newest first, where the Log has no screen of its own.
func drawActivity(_ state: AppState, in rect: Rect, _ frame: inout Frame) {
    frame.box(rect, title: "Activity", right: "\(state.key(.show(.log))) Log")
    let inside = rect.insideBox
    let log = state.log
    for row in 0..<min(inside.rows, log.count) {
        let entry = log[log.count - 1 - row]
        let clock = Times.clock(entry.time, state.localTime)
        let task = entry.exchange?.task.map { "\($0) " } ?? ""
        frame.put([(" \(clock)  ", .dim), (task, .dim), (entry.text, entry.style)], in: inside.line(row))
    }
}
