import BachAPI
import PlainText
import Scratch
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

/// Text from outside in everything that the console shows.
@Suite("Hostile text on the screen")
struct HostileTextTests {
    private static let sizes = [(20, 5), (40, 12), (80, 24), (120, 40), (200, 60)].map(Size.init(columns:rows:))
    /// The keys that bring up each room and each sheet.
    private static let ways = [
        "1", "1 ?", "1 Enter", "1 j j j Enter", "1 x", "1 X", "1 a", "1 s", "2", "2 Space @", "2 C-x Enter", "2 Tab",
        "2 Esc 1 Q",
        "3", "3 Enter", "4", "4 p", "4 p x", "4 A", "4 a", "4 j e", "4 j m", "5", "5 Enter", "5 v v", "5 /",
    ]

    @Test("steers, reorders and hides nothing, in every room and sheet, and the columns stay right", arguments: ways)
    func everywhere(keys: String) {
        for size in Self.sizes {
            for text in [HostileText.short, HostileText.text] {
                var desk = Self.desk(text, size)
                desk.press(keys)
                expectHarmless(desk, "\(keys) at \(size)")
            }
        }
    }

    @Test("says its notices, holds and troubles in harmless words", arguments: sizes)
    func notices(size: Size) {
        let actions: [Action] = [
            .noted(Note(.error(HostileText.short), at: start)), .sendFailed(reason: HostileText.short),
            .draftNotRecorded(reason: HostileText.short),
            .networkChanged(.down(since: start, reason: HostileText.short)),
            .ledgerTroubled(LedgerTrouble(.damaged, reason: HostileText.short)),
            .pictureChecked(path: HostileText.short, .unreadable(HostileText.short)),
            .pasted(HostileText.text),
        ]
        for screen in ["1", "2", "3", "4", "5"] {
            var desk = Self.desk(HostileText.short, size)
            desk.press(screen)
            for action in actions {
                desk.take(action)
                expectHarmless(desk, "\(action) on \(screen) at \(size)")
            }
        }
    }

    private func expectHarmless(_ desk: Desk, _ note: String) {
        let (frame, columns) = (desk.frame, desk.size.columns)
        #expect(frame.lines.allSatisfy { PlainText.columns(of: $0) == columns }, "\(note)")
        var last: Cell?
        // Most cells are as the one before.
        for cell in frame.cells where cell != last {
            last = cell
            guard let trouble = HostileText.trouble(in: cell.text, allowing: []) else { continue }
            Issue.record("\(trouble) in \(note)")
            return
        }
    }

    private static func desk(_ text: String, _ size: Size) -> Desk {
        let server = ServerIdentity.remote(baseURL: "https://\(text)/vdr", keyID: text)
        var desk = Desk(columns: size.columns, rows: size.rows, server: server, tasks: tasks(text, server))
        desk.take(.holdsChanged([makeHold(server, text)]))
        desk.take(.subjectsLoaded([subject(text), Subject(name: "\(text)2")]))
        var draft = Draft(mode: .elementsToVideo, prompt: text)
        (draft.negativePrompt, draft.seed, draft.callbackURL, draft.audioPrompt) = (text, text, text, text)
        draft.references = [.image(PictureSource(text)), .subject(subject(text)), .subject(Subject(name: text))]
        desk.take(.draftLoaded(draft))
        let exchange = exchange(text)
        desk.take(.exchangesRecorded([ExchangeSummary(exchange)]))
        desk.take(.exchangeLoaded(number: 1, exchange))
        for task in desk.state.queue.tasks {
            desk.take(.historyLoaded(task.id, [TaskHappening(time: start, state: .failed, detail: text)]))
        }
        return desk
    }

    private static func subject(_ text: String) -> Subject {
        Subject(name: text, description: text, style: text, type: text, pictures: [PictureSource(text)])
    }

    private static func tasks(_ text: String, _ server: ServerIdentity) -> [VideoTask] {
        TaskState.allCases.enumerated().map { index, state in
            let mode: Mode = index.isMultiple(of: 2) ? .textToVideo : .textToSubject
            var task = VideoTask(
                id: ShortID(rawValue: index == 0 ? text : "k\(index)"),
                mode: mode,
                server: server,
                origin: .console,
                holder: text,
                request: request(text),
                folder: text,
                createdAt: start
            )
            task.state = state
            (task.taskID, task.status, task.message) = (state.isUnsent ? nil : text, TaskStatus(rawValue: text), text)
            (task.videoURL, task.watermarkURL, task.file) = (text, text, state == .done ? text : nil)
            (task.code, task.pictures) = (1001, [text])
            return task
        }
    }

    private static func request(_ text: String) -> JSONValue {
        let words = [
            "prompt", "negative_prompt", "audio_prompt", "callback_url", "image_url", "resolution", "aspect_ratio",
            "subject_name", "description", "subject_style", "subject_type", "external_task_id",
        ]
        return .object(JSONObject(words.map { ($0, .string(text)) }))
    }

    private static func exchange(_ text: String) -> RecordedExchange {
        let field = Exchange.Field(text, text)
        let body = KeptBody(text: text, bytes: text.utf8.count, note: text)
        let answer = Exchange.Answer(status: 200, headers: [field], body: body)
        let exchange = Exchange(
            kind: .create,
            at: start,
            took: .zero,
            method: "POST",
            url: text,
            headers: [field],
            body: body,
            outcome: .answered(answer)
        )
        return RecordedExchange(number: 1, task: ShortID(rawValue: text), exchange: exchange, count: 1, lastAt: start)
    }
}
