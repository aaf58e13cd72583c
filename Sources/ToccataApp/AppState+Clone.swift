import BachAPI
import TerminalKit
import ToccataCore

/// A task's whole request becomes the draft again: nothing is sent by that.
extension AppState {
    /// Puts what a task sent into Compose.
    mutating func clone(_ task: VideoTask, keepsSeed: Bool) -> [Effect] {
        guard task.mode != .textToSubject else { return cloneSubject(task) }
        let effects = load(task, keepsSeed: keepsSeed)
        let seed = !task.mode.hasSeedAndSound || task.seed == nil ? "" : keepsSeed ? ", same seed" : ", new seed"
        noteClone("\(task.id) is in a draft\(seed), NOT SENT", of: task)
        return effects
    }

    /// Puts a failed task into Compose, with what the service said where it can be put right.
    mutating func correct(_ task: VideoTask) -> [Effect] {
        guard task.mode != .textToSubject else { return cloneSubject(task) }
        let effects = load(task, keepsSeed: true)
        show(refusalOf: task)
        noteClone("\(task.id) is in a draft, NOT SENT", of: task)
        return effects
    }

    /// Puts what the tasks of a row sent into Compose, as variants of one draft.
    mutating func clone(_ fold: Fold) -> [Effect] { clone(fold.tasks, of: fold) }

    /// The same of what failed, with what the service said of the first.
    mutating func correct(_ fold: Fold) -> [Effect] {
        let failed = fold.tasks.filter { $0.state == .failed }
        guard let first = failed.first(where: { $0.message?.isEmpty == false }) ?? failed.first else { return [] }
        let effects = clone(failed, of: fold)
        show(refusalOf: first)
        return effects
    }

    private mutating func clone(_ tasks: [VideoTask], of fold: Fold) -> [Effect] {
        guard let first = tasks.min(by: { ($0.seed ?? 0) < ($1.seed ?? 0) }) else { return [] }
        let seeds = Set(tasks.compactMap(\.seed)).sorted()
        let effects = load(first, keepsSeed: true, variants: (seeds.last ?? 0) - (seeds.first ?? 0) + 1)
        let number = tasks.count == fold.total ? "All \(fold.total) tasks" : "\(tasks.count) of \(fold.total) tasks"
        noteClone("\(number) in one draft: \(words(ofVariants: seeds)), NOT SENT", of: first)
        return effects
    }

    /// The seeds of variants follow each other, so that what lies between those of the tasks would be sent, too.
    private func words(ofVariants seeds: [Int]) -> String {
        let count = compose.draft.variantCount
        guard let first = seeds.first else { return "no seed" }
        guard count > 1 else { return "seed \(first)" }
        let others = count > seeds.count ? " (\(count - seeds.count) of them not theirs)" : ""
        return "\(count) variants, seeds \(first) to \(first + count - 1)\(others)"
    }

    private mutating func show(refusalOf task: VideoTask) {
        compose.refused = Refused(task, draft: compose.draft)
        if let field = compose.refused?.field, compose.fields.contains(field) { compose.focus(on: field) }
    }

    private mutating func load(_ task: VideoTask, keepsSeed: Bool, variants: Int = 1) -> [Effect] {
        var draft = Draft(of: task, paths: Dictionary(pictureLinks.map { ($1, $0) }) { $1 })
        if !keepsSeed { draft.seed = "" }
        draft.variants = String(min(max(1, variants), Draft.mostVariants))
        let effects = begin(draft)
        compose.isEditing = false
        let links = LocalPictures.links(in: draft.body(seed: nil, in: places))
        return links.isEmpty ? effects : effects + [.findFiles(links: links, task.server)]
    }

    private mutating func noteClone(_ news: String, of task: VideoTask) {
        let omissions = compose.draft.omissions(from: task, in: places)
        let others = drafts.count > 1 ? " Your other drafts: \(key(.drafts))." : ""
        notice =
            omissions.isEmpty
            ? Notice("\(news).\(others)")
            : .warning("\(news), without what Compose has no field for: \(omissions.joined(separator: ", ")).")
    }

    /// What makes a subject is written in the form of a subject.
    private mutating func cloneSubject(_ task: VideoTask) -> [Effect] {
        show(.references)
        guard hasRoomForReference() else { return [] }
        let form = SubjectForm(Subject(madeBy: task, pictures: []), at: compose.draft.references.count)
        overlays.append(.subject(form))
        notice = Notice("The words of \(task.id), NOT SENT; \(key(.makePictures)) has the service make its pictures.")
        return []
    }

    /// Links that stand for files of this machine become those files again.
    mutating func take(files: [String: String]) {
        compose.replace(links: files)
    }

    /// In which states it surely was made already, or never will be.
    func canBeSentAnew(_ state: TaskState) -> Bool {
        switch state {
        case .failed, .done, .unsaved, .stopped, .gone: true
        default: false
        }
    }

    /// Why no new task of the same request may be made of one of several at once, nil where it may: not where it may
    /// be made already, nor where it would only be refused again.
    func reasonAgainstAnew(_ task: VideoTask) -> LeftOut? {
        if !canBeSentAnew(task.state) { return .state }
        if task.mode == .textToSubject { return .subject }
        if task.server != destination.server(for: task.mode) { return .server }
        if task.wouldBeRefusedAgain { return .refused }
        return LocalPictures.problems(in: task.request, mode: task.mode).isEmpty ? nil : .pictures
    }
}
