import BachAPI
import FoundationEssentials
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// All there is to know about a task, as rows.
struct DetailText {
    let task: VideoTask
    let state: AppState
    let columns: Int

    init(_ task: VideoTask, _ state: AppState, columns: Int) {
        self.task = task
        self.state = state
        self.columns = columns
    }

    /// What matters most, in as few rows as may be.
    var brief: [Line] {
        var block = TextBlock(columns: columns)
        block.add("Prompt", promptText, rows: 1)
        block.add("Params", TaskWords.parameters(task), rows: 1)
        if !task.tags.isEmpty { block.add("Tags", task.tags.text, .accent, rows: 1) }
        block.add(
            "Status",
            TaskWords.status(task),
            stateStyle,
            rows: task.state.needsAttention || task.hasBrokenOff ? 2 : 1
        )
        if let code = task.code { block.add("Code", codeText(code), .bad, rows: 1) }
        if let advice = task.advice { block.add("Advice", advice, rows: 1) }
        if let explanation = TaskWords.explanation(task, state) { block.add("", explanation, .warning, rows: 3) }
        if let id = task.taskID { block.add("Task", id, rows: 1) }
        if let file = task.file { block.add("File", file, .good, rows: 2) }
        if !happenings.isEmpty { block.add("Events", happeningsLine, rows: 1) }
        return block.lines
    }

    var full: [Line] {
        var block = TextBlock(columns: columns)
        block.add("State", stateText, stateStyle)
        block.add("Status", TaskWords.status(task))
        if let code = task.code { block.add("Code", codeText(code), .bad) }
        if let advice = task.advice { block.add("Advice", advice) }
        if let explanation = TaskWords.explanation(task, state) { block.add("", explanation, .warning) }
        if let estimate { block.add("Left", estimate) }
        block.add("Prompt", promptText)
        block.add("Params", TaskWords.parameters(task))
        if let together { block.add("Group", together) }
        if !task.tags.isEmpty { block.add("Tags", task.tags.text, .accent) }
        addRest(to: &block)
        addReferences(to: &block)
        block.add("Server", serverText)
        block.add("Task", task.taskID ?? "no id at the service yet")
        if let id = task.externalID { block.add("Ext. id", id) }
        if let url = task.videoURL { block.add("Video", url) }
        for (index, url) in task.pictures.enumerated() { block.add(index == 0 ? "Pictures" : "", url) }
        if let url = task.watermarkURL { block.add("Marked", url) }
        if let file = task.file { block.add("File", file, .good) }
        addTimes(to: &block)
        return block.lines
    }

    /// From what those like it took; nothing where too few were seen, or it takes longer than half of them did.
    private var estimate: String? {
        guard task.state.isPolled, let like = state.durations.like(TaskKind(task)) else { return nil }
        let basis = "half of \(like.count) like it took at most \(Age.span(.seconds(like.median)))"
        return TaskWords.left(task, state).map { "~\(Age.span($0))  (\(basis))" } ?? "longer than most: \(basis)"
    }

    /// Which one it is of those that were sent together, as far as they are still known here.
    private var together: String? {
        let all = state.group(of: task)
        guard task.group != nil, let index = all.firstIndex(where: { $0.id == task.id }), all.count > 1 else {
            return nil
        }
        let others = all.filter { $0.id != task.id }.map { "\($0.id) \($0.state.label)" }
        return "\(index + 1) of \(all.count) sent together, with \(others.joined(separator: ", "))"
    }

    private var promptText: String { task.prompt.isEmpty ? "(none)" : task.prompt }

    private var stateStyle: Style { TaskWords.style(task, state).word }

    private var stateText: String {
        let note = TaskWords.note(task, state)
        return note.isEmpty ? task.state.label : "\(task.state.label)  \(note)"
    }

    private func codeText(_ code: Int) -> String {
        let meaning = task.knownCode?.meaning ?? "no page explains this code"
        return "\(code) \(meaning)" + (task.httpStatus.map { " (HTTP \($0))" } ?? "")
    }

    private var serverText: String {
        task.isPlaceholder
            ? "LOCAL placeholder videos (bach-local on this machine)"
            : task.server.name + (task.server.keyID.map { "  key \($0)" } ?? "")
    }

    /// The fields that `Params` has no room for.
    private func addRest(to block: inout TextBlock) {
        let request = task.request
        if let text = request["negative_prompt"]?.stringValue { block.add("Negative", text) }
        if let text = request["audio_prompt"]?.stringValue { block.add("Audio", text) }
        if let number = request["cfg_scale"]?.doubleValue { block.add("CFG", "\(number)") }
        if request["enhance_prompt"]?.boolValue == false { block.add("Enhance", "off") }
        if request["enable_moderation"]?.boolValue == false { block.add("Moderate", "off") }
        if let text = request["callback_url"]?.stringValue { block.add("Callback", text) }
        if let text = request["image_url"]?.stringValue { block.add("Image", text) }
    }

    private func addReferences(to block: inout TextBlock) {
        let references = VideoRequest(mode: task.mode, body: task.request).references
        for (index, reference) in references.enumerated() {
            let label = index == 0 ? "Refs" : ""
            switch reference {
            case .image: block.add(label, "\(index + 1) image")
            case .subject(let subject):
                block.add(label, "\(index + 1) subject \(subject.name), \(subject.type), \(subject.style)")
            }
            for picture in reference.pictures { block.add("", picture, .dim) }
        }
    }

    private func addTimes(to block: inout TextBlock) {
        block.add("Made", time(task.createdAt))
        if let sent = task.sentAt {
            block.add("Sent", time(sent) + (task.attempts > 1 ? ", try \(task.attempts)" : ""))
            if let before = earlierTries { block.add("", before) }
        }
        if let finished = task.finishedAt { block.add("Finished", time(finished)) }
        if let took = task.took { block.add("Took", "about \(Age.span(took))") }
        for (index, happening) in happenings.enumerated() {
            let clock = Times.clock(happening.time, state.localTime)
            let detail = happening.detail.map { "  \($0)" } ?? ""
            block.add(index == 0 ? "Events" : "", "\(clock)  \(happening.state.label)\(detail)")
        }
    }

    /// When it was sent before, and what became of that.
    private var earlierTries: String? {
        let starts = happenings.indices.filter { happenings[$0].state == .sending }.dropLast()
        let tries = starts.map { index in
            let outcome = happenings.dropFirst(index + 1).first
            let clock = Times.clock(happenings[index].time, state.localTime)
            return clock + (outcome.map { " \($0.state.label)" } ?? "")
        }
        return tries.isEmpty ? nil : "before: " + tries.joined(separator: ", ")
    }

    private func time(_ date: Date) -> String {
        "\(Times.full(date, state.localTime))  (\(Age.ago(date, now: state.now)))"
    }

    /// What happened, without what changed nothing to be seen.
    private var happenings: [TaskHappening] {
        guard state.history.id == task.id else { return [] }
        return state.history.happenings.reduce(into: []) { shown, next in
            let isRepeated = shown.last.map { ($0.state, $0.detail) == (next.state, next.detail) } ?? false
            if !isRepeated { shown.append(next) }
        }
    }

    /// The states in order, each time said once, as many of the latest as there is room for.
    private var happeningsLine: String {
        var parts: [(clock: String, states: String, last: TaskState)] = []
        for happening in happenings where happening.state != parts.last?.last {
            let clock = Times.clock(happening.time, state.localTime)
            if let part = parts.last, part.clock == clock {
                parts[parts.count - 1] = (clock, "\(part.states) \(happening.state.label)", happening.state)
            } else {
                parts.append((clock, happening.state.label, happening.state))
            }
        }
        var line = ""
        for part in parts.reversed() {
            let longer = "\(part.clock) \(part.states)" + (line.isEmpty ? "" : "  \(line)")
            guard longer.count <= columns - TextBlock.labelWidth else { return line }
            line = longer
        }
        return line
    }
}
