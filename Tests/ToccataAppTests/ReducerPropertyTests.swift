import BachAPI
import FoundationEssentials
import Scratch
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Any actions in any order")
struct ReducerPropertyTests {
    @Test("keep the selection valid, and spend or delete nothing that was not answered with yes", arguments: 0..<40)
    func anything(seed: UInt64) {
        var chance = Chance(seed: seed)
        var state = makeState(Self.tasks(&chance))
        var actions: [String] = []
        for _ in 0..<250 {
            let action = Self.action(&chance)
            let front = state.overlays.last
            actions = actions.suffix(8) + ["\(action)".prefix(160).description]
            let effects = reduce(&state, action)
            for effect in effects where !Self.isAllowed(effect, action, front) {
                Issue.record("\(effect) after \(actions) with \(String(describing: front))")
            }
            if let trouble = Self.trouble(state) { Issue.record("\(trouble) after \(actions)") }
        }
    }

    /// What cannot be called back needs a yes to the very sheet that asks for it.
    private static func isAllowed(_ effect: Effect, _ action: Action, _ front: Overlay?) -> Bool {
        let question: Question? = if case .question(let asked) = front { asked } else { nil }
        let bulk: Bulk? = if case .bulk(let asked) = question { asked } else { nil }
        let isYes = if case .user(.yes, _) = action { true } else { false }
        switch effect {
        case .send:
            if case .makePictures = question { return isYes }
            if case .review = front { return isYes }
            return false
        case .release(let id) where bulk?.wish == .send: return isYes && bulk?.others.contains(id) == true
        case .forget(let id) where bulk?.wish == .forget: return isYes && bulk?.others.contains(id) == true
        case .stopWatching(let id) where bulk?.wish == .remove: return isYes && bulk?.others.contains(id) == true
        case .release(let id): return isYes && [.release(id), .sendAgain(id), .sendSame(id)].contains(question)
        case .resumeOutbox: return isYes && question == .resumeOutbox
        case .forget(let id): return isYes && question == .forget(id)
        case .stopWatching(let id): return isYes && question == .stopWatching(id)
        case .deleteSubject(let name): return isYes && question == .deleteSubject(name: name)
        default: return true
        }
    }

    private static func trouble(_ state: AppState) -> String? {
        for (name, list) in [("queue", state.queue), ("library", state.library)] {
            let selection = list.viewport.selection
            if (list.shownCount == 0) != (selection == nil) {
                return "\(name): \(String(describing: selection)) selected"
            }
            if let selection, !(0..<list.shownCount).contains(selection) { return "\(name): \(selection) is outside" }
            let rows = (0..<list.shownCount).flatMap(list.ids)
            if Set(rows).count != rows.count { return "\(name): \(rows) are shown" }
            if let selection, let fold = list.fold(row: selection), fold.tasks.first?.id != list.selected?.id {
                return "\(name): \(fold) does not stand for the selected task"
            }
            if Set(list.tasks.map(\.id)).count != list.tasks.count { return "\(name) has a task twice" }
        }
        if state.library.tasks != state.queue.tasks.filter({ $0.file != nil }) {
            return "the library has something else than what is saved"
        }
        let references = state.compose.draft.references
        guard let selection = state.references.selection else { return nil }
        return references.indices.contains(selection)
            ? nil : "reference \(selection) of \(references.count) is selected"
    }

    // MARK: Chance

    private static let wishes: [UserAction] = [
        .help, .back, .quit, .redraw, .suspend, .interrupt, .pause, .open, .send, .add, .forget, .hold, .remove,
        .download, .openVideo, .pollNow, .undo, .completeName, .completePath, .nextField, .previousField, .enterField,
        .leaveField,
        .nextChoice,
        .previousChoice, .review, .addSubject, .edit, .moveUp, .moveDown, .pickSubject, .keepSubject, .makePictures,
        .filter, .filter, .order, .fold, .fold, .foldAll, .mark, .mark, .markRange, .markAll, .invertMarks, .unmarkAll,
        .level, .yes, .no, .yes,
        .show(.queue), .show(.compose), .show(.library),
        .show(.references),
        .show(.log), .move(.up), .move(.down), .move(.pageDown), .move(.halfPageUp), .move(.top), .move(.bottom),
    ]

    private static func action(_ chance: inout Chance) -> Action {
        let room = Room(columns: 1 + chance.below(120), rows: 1 + chance.below(50))
        switch chance.below(10) {
        case 0: return .typed(chance.pick([.character("a"), .enter, .backspace, .left].map { Chord($0) }), room)
        case 1: return .pasted(chance.pick(["/a.png", "a tide\nat dusk", "", HostileText.short]))
        case 2: return .reviewAsked(seed: chance.below(100))
        case 3, 4: return news(&chance)
        default: return .user(chance.pick(wishes), room)
        }
    }

    private static func news(_ chance: inout Chance) -> Action {
        switch chance.below(12) {
        case 0: .tasksChanged(tasks(&chance))
        case 1, 2, 3: .taskChanged(task(&chance))
        case 4: .taskRemoved(task(&chance).id)
        case 5: .taskRecorded(task(&chance))
        case 6: .sendFailed(reason: "no")
        case 7: .holdsChanged(chance.below(2) == 0 ? [] : [makeHold(chance.below(2) == 0 ? nil : .local)])
        case 8: .tick(start.addingTimeInterval(Double(chance.below(100))))
        case 9: .subjectsLoaded([Subject(name: "anna"), Subject(name: "bo")].dropLast(chance.below(3)))
        case 10: .ledgerTroubled(chance.below(2) == 0 ? nil : LedgerTrouble(.diskFull, reason: "full"))
        default: draft(&chance)
        }
    }

    private static func draft(_ chance: inout Chance) -> Action {
        var draft = Draft(mode: chance.pick(Mode.videos), prompt: chance.pick(["", "a tide"]))
        draft.references = Array(repeating: .image(PictureSource("/a.png")), count: chance.below(4))
        if chance.below(2) == 0 { draft.references.append(.subject(Subject(name: "anna", description: "a girl"))) }
        return .draftLoaded(draft)
    }

    private static func tasks(_ chance: inout Chance) -> [VideoTask] {
        let numbers = (0..<12).filter { _ in chance.below(3) > 0 }
        return numbers.map { number in task(&chance, number) }
    }

    private static func task(_ chance: inout Chance, _ number: Int? = nil) -> VideoTask {
        let number = number ?? chance.below(12)
        var task = makeTask("k\(number)", chance.pick(TaskState.allCases), age: Double(number))
        task.code = chance.pick([nil, 1001, 5000, 1302])
        if number % 3 > 0 { task.group = ShortID(rawValue: "k\(number % 3)") }
        if task.state == .done { task.file = "/videos/\(number).mp4" }
        if task.state == .out, chance.below(2) == 0 { task.retryAt = start.addingTimeInterval(3) }
        return task
    }
}
