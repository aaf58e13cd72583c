import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

extension DetailText {
    func lines(of tab: DetailTab) -> [Line] {
        switch tab {
        case .status: full
        case .params: parameters
        case .events: events
        case .json: json
        case .diff: differences
        }
    }

    /// The whole of the request, a member in each row.
    private var parameters: [Line] {
        var block = TextBlock(columns: columns)
        block.add(task.mode.title, .title)
        for (name, value) in members(of: task.request) { block.add("\(name): \(Self.text(value))") }
        return block.lines
    }

    /// Everything that happened, with all that was said about it.
    private var events: [Line] {
        var block = TextBlock(columns: columns)
        guard state.history.id == task.id else { return [Line("Reading the ledger ...", .dim)] }
        for happening in state.history.happenings {
            let time = Times.full(happening.time, state.localTime)
            block.add(Line(pieces: [("\(time)  ", .dim), (happening.state.label, .normal)]))
            if let detail = happening.detail { block.add("  " + detail, .dim) }
        }
        return block.lines
    }

    private var json: [Line] {
        var block = TextBlock(columns: columns)
        block.add(task.request.text(.indented))
        return block.lines
    }

    /// What is different from what was sent of the same draft before it, or else from the request of its mode before it.
    private var differences: [Line] {
        var block = TextBlock(columns: columns)
        guard let before = sentBefore ?? taskBefore else {
            return [Line("There is no earlier task of this mode to compare with.", .dim)]
        }
        let which = sentBefore == nil ? "the \(task.mode.title) before it" : "sent of the same draft before it"
        block.add("Beside \(before.id), \(which)", .title)
        let count = block.lines.count
        let (old, new) = (members(of: before.request), members(of: task.request))
        for (name, value) in new {
            let earlier = old.first { $0.name == name }?.value
            guard earlier != value else { continue }
            block.add("\(name)", .accent)
            if let earlier { block.add("- \(Self.text(earlier))", .bad) }
            block.add("+ \(Self.text(value))", .good)
        }
        for (name, value) in old where !new.contains(where: { $0.name == name }) {
            block.add("\(name)", .accent)
            block.add("- \(Self.text(value))", .bad)
        }
        if block.lines.count == count { block.add("Nothing is different.", .dim) }
        return block.lines
    }

    private var sentBefore: VideoTask? {
        state.history.id == task.id ? state.history.sentBefore.flatMap(state.queue.task) : nil
    }

    private var taskBefore: VideoTask? {
        let tasks = state.queue.tasks
        guard let index = tasks.firstIndex(where: { $0.id == task.id }) else { return nil }
        return tasks[(index + 1)...].first { $0.mode == task.mode }
    }

    private func members(of request: JSONValue) -> [(name: String, value: JSONValue)] {
        if case .object(let object) = request { object.members } else { [] }
    }

    /// Text without its quotes, as people typed it.
    private static func text(_ value: JSONValue) -> String { value.stringValue ?? value.text(.indented) }
}

/// The tabs in the lower edge of the pane, the one that is shown in brackets.
func drawTabs(_ state: AppState, in rect: Rect, _ frame: inout Frame) {
    let keys = " \(state.key(.previousTab)) \(state.key(.nextTab)) "
    let edge = rect.splitBottom(1).bottom.inset(columns: 2)
    let titles = DetailTab.allCases.map { $0 == state.detailTab ? "[\($0.title)]" : $0.title }
    let words = " \(titles.joined(separator: " ")) "
    guard words.count + keys.count < edge.columns else { return drawTab(state, keys, in: edge, &frame) }
    var place = edge.origin
    place.column += frame.put(" ", at: place, .border)
    for (title, tab) in zip(titles, DetailTab.allCases) {
        place.column += frame.put(title + " ", at: place, tab == state.detailTab ? .title : .dim)
    }
    frame.put(keys, at: edge.splitRight(keys.count).right.origin, .key)
}

/// The one that is shown, where there is no room for all.
private func drawTab(_ state: AppState, _ keys: String, in edge: Rect, _ frame: inout Frame) {
    let number = (DetailTab.allCases.firstIndex(of: state.detailTab) ?? 0) + 1
    let words = " [\(state.detailTab.title)] \(number) of \(DetailTab.allCases.count) "
    guard words.count + keys.count < edge.columns else { return }
    frame.put(words, at: edge.origin, .title)
    frame.put(keys, at: edge.splitRight(keys.count).right.origin, .key)
}
