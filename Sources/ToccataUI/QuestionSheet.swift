import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// A question; the safe answer is what every key but y gives.
struct QuestionSheet {
    private let question: Question
    private let state: AppState
    private let layout: Layout
    private let block: TextBlock
    /// Where it is low, the words come before the lines around them.
    private let isFramed: Bool

    init(_ question: Question, _ state: AppState, _ layout: Layout) {
        (self.question, self.state, self.layout) = (question, state, layout)
        let pause = question.sends && state.isPaused ? " It waits then: \(state.pauseWords)." : ""
        let text = question.text(state) + Self.reason(question, state) + Self.remainder(question, state) + pause
        let framed = Self.block(
            text,
            question,
            columns: min(64, layout.size.columns) - 4,
            hasAir: layout.size.rows >= 16
        )
        isFramed = framed.lines.count + 2 <= Self.space(layout).rows
        block = isFramed ? framed : Self.block(text, question, columns: layout.size.columns, hasAir: false)
    }

    /// Whether all of it is on the screen; leaving asks, and neither spends nor deletes.
    var isReadable: Bool {
        if question == .quit { return true }
        let widest = block.lines.map { PlainText.columns(of: $0.pieces.map(\.text).joined()) }.max() ?? 0
        return widest <= block.columns && (isFramed || block.lines.count <= Self.space(layout).rows)
    }

    var room: Room {
        Room(columns: layout.size.columns, rows: max(1, layout.size.rows - 6), isReadable: isReadable)
    }

    func draw(_ frame: inout Frame) {
        guard isReadable else { return drawTooSmall(.question, state, layout, &frame) }
        guard isFramed else {
            let rect = layout.sheet(columns: layout.size.columns, rows: block.lines.count)
            frame.fill(rect)
            return frame.draw(block.lines, in: rect)
        }
        let rect = layout.sheet(columns: min(64, layout.size.columns), rows: block.lines.count + 2)
        frame.draw(block.lines, in: frame.sheet(rect, title: "Question"))
    }

    /// Why the task that is to be sent was kept back, if it was not a person who did it: it may be refused likewise.
    private static func reason(_ question: Question, _ state: AppState) -> String {
        guard case .release(let id) = question, let task = state.queue.task(id), task.state == .held,
            let reason = task.message, reason != VideoTask.heldByYou
        else { return "" }
        return " " + reason
    }

    /// What there is of a task that is to be forgotten, and stays.
    private static func remainder(_ question: Question, _ state: AppState) -> String {
        guard case .forget(let id) = question, let task = state.queue.task(id) else { return "" }
        let file = task.file == nil ? nil : "its file"
        let atService = task.taskID == nil ? nil : "the task at the service"
        let what = [file, atService].compactMap(\.self)
        if what.isEmpty { return "." }
        return "; \(what.joined(separator: " and ")) \(what.count == 1 ? "stays" : "stay")."
    }

    private static func space(_ layout: Layout) -> Rect { layout.sheet(columns: .max, rows: .max) }

    private static func block(_ text: String, _ question: Question, columns: Int, hasAir: Bool) -> TextBlock {
        var block = TextBlock(columns: columns)
        if hasAir { block.addBlank() }
        block.add(text)
        if hasAir { block.addBlank() }
        block.add(Line(pieces: [("[y]", .key), (" \(question.yes)   ", .normal), ("[n]", .key), (" no", .normal)]))
        return block
    }
}

extension Question {
    func text(_ state: AppState) -> String {
        switch self {
        case .sendAgain(let id):
            "Send \(id) again? If the first request did arrive, there will be two videos"
                + (isFree(id, state) ? "." : ", both billed.")
        case .sendSame(let id):
            "Send \(id) again? It goes out with the same external id: if the first request did arrive, the service "
                + "refuses this one, and Toccata goes on with the first."
        case .resumeOutbox:
            "Go on sending? Everything that waits here goes out; a sent task cannot be cancelled and is billed."
        case .release(let id):
            "Send \(id) now to \(name(of: state.queue.task(id)?.server ?? state.destination.server))? "
                + (isFree(id, state) ? "It costs nothing." : "A sent task cannot be cancelled and is billed.")
        case .forget(let id): "Forget \(id)? Its row here is deleted"
        case .takeBack(let id): "Take \(id) back? It was not sent and will not be."
        case .stopWatching(let id):
            "Stop watching \(id)? It cannot be cancelled: it goes on at the service"
                + (isFree(id, state) ? "" : " and is billed") + ", and its video is not downloaded."
        case .bulk(let bulk): MarkWords.question(bulk)
        case .deleteSubject(let name): "Delete the kept subject \(name)? Drafts that use it keep their copy."
        case .deleteDraft: "Delete this draft, and all it once was? What was sent of it stays in the Queue."
        case .makePictures(let subject): makingPictures(of: subject, at: state.destination.server(for: .textToSubject))
        case .quit:
            "Quit now? Something is waiting to be sent, being sent or being downloaded. It goes on at the next start; "
                + "what is being sent at this moment may end as LOST?."
        }
    }

    private func makingPictures(of subject: Subject, at server: ServerIdentity) -> String {
        "Have \(name(of: server)) make four pictures of \(subject.name) (\(subject.type), \(subject.style)) from its "
            + "description of \(subject.description.unicodeScalars.count) characters? "
            + (server.isLocal ? "It costs nothing." : "It cannot be cancelled and is billed.")
    }

    private func name(of server: ServerIdentity) -> String { server.isLocal ? "the LOCAL server" : server.name }

    /// Whether the task is at the local server, where nothing is billed.
    private func isFree(_ id: ShortID, _ state: AppState) -> Bool { state.queue.task(id)?.server.isLocal == true }

    var yes: String {
        switch self {
        case .sendAgain, .sendSame, .release, .resumeOutbox: "send"
        case .forget: "forget"
        case .takeBack: "take it back"
        case .stopWatching: "stop watching"
        case .bulk(let bulk): bulk.yes
        case .deleteSubject, .deleteDraft: "delete"
        case .makePictures: "send"
        case .quit: "quit"
        }
    }
}

extension Bulk {
    fileprivate var yes: String {
        switch wish {
        case .remove: others.isEmpty ? "take back" : unsent.isEmpty ? "stop watching" : "do both"
        case .hold: "hold"
        case .send, .cloneAnew: "send \(count)"
        case .download: "download"
        default: "forget"
        }
    }
}
