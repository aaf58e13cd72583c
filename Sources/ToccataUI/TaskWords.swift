import BachAPI
import TerminalKit
import ToccataApp
import ToccataCore

extension TaskState {
    /// Colour goes with the word and never instead of it.
    var style: Style {
        switch self {
        case .failed, .lost, .gone: .bad
        case .held, .retry: .warning
        case .unsaved: .warning.bold
        case .done: .good
        case .sending, .pending, .running, .downloading: .accent
        case .out, .stopped: .dim
        }
    }
}

/// What is said about a task in a word, in a line, in full.
enum TaskWords {
    /// At most nine columns for the list.
    static func note(_ task: VideoTask, _ state: AppState) -> String {
        switch task.state {
        case .out where state.isCountingDown(task): "in \(task.secondsOfGrace(at: state.now))s"
        case .out: state.uploads[task.id].map(upload) ?? waiting(task, state)
        case .sending: state.uploads[task.id].map(upload) ?? "sending"
        case .held: "\(state.key(.send)) sends"
        case .retry where state.hold(on: task) != nil || state.ledgerTrouble != nil: waiting(task, state)
        case .retry: task.retryAt.map { Times.wait(until: $0, now: state.now) } ?? "again"
        case .lost: task.awaitsLookUp ? "look-up" : "ask"
        case .pending, .running: runningNote(task, state)
        case .downloading where task.hasBrokenOff: breakNote(task, state)
        case .downloading: state.downloads[task.id].map(amount) ?? "saving"
        case .done: "saved"
        case .unsaved: waitForSaving(task, state) ?? unsavedNote(task, state)
        case .failed: task.code.map(String.init) ?? "no code"
        case .stopped: ""
        case .gone: "404"
        }
    }

    private static func waiting(_ task: VideoTask, _ state: AppState) -> String {
        state.ledgerTrouble.map(TroubleWords.note) ?? state.hold(on: task).map { $0.isPause ? "paused" : "on hold" }
            ?? (state.waitsForOthers(task) ? "slot" : "waiting")
    }

    private static func breakNote(_ task: VideoTask, _ state: AppState) -> String {
        waitForSaving(task, state) ?? "retrying"
    }

    private static func waitForSaving(_ task: VideoTask, _ state: AppState) -> String? {
        task.retryAt.flatMap { Times.left(until: $0, now: state.now) }.map { "retry \($0)" }
    }

    private static func unsavedNote(_ task: VideoTask, _ state: AppState) -> String {
        "!save" + (task.unsavedSince.map { " " + Age.text(since: $0, now: state.now) } ?? "")
    }

    private static func runningNote(_ task: VideoTask, _ state: AppState) -> String {
        if task.status?.meaning == .unknown { return task.status?.rawValue ?? "" }
        if task.isOverdue(at: state.now) { return "no end?" }
        if case .down = state.network { return "no net" }
        guard state.durations.lateness(of: task, at: state.now).slowness == nil else { return "slow" }
        return left(task, state).map { "~\(Age.span($0))" } ?? ""
    }

    /// How long it takes yet, by what those like it took; nil where too few were seen, or half of them were faster.
    static func left(_ task: VideoTask, _ state: AppState) -> Duration? {
        guard task.state.isPolled, let like = state.durations.like(TaskKind(task)) else { return nil }
        let left = Duration.seconds(like.median) - task.age(at: state.now)
        return left > .zero ? left : nil
    }

    /// How its state and its note look.
    static func style(_ task: VideoTask, _ state: AppState) -> (word: Style, note: Style) {
        if task.hasBrokenOff { return (.warning, .warning) }
        guard task.state.isPolled else {
            return (task.state.style, task.state.needsAttention ? task.state.style : .dim)
        }
        let lateness = state.durations.lateness(of: task, at: state.now)
        return (lateness.isOverdue ? .warning : task.state.style, lateness == .none ? .dim : .warning)
    }

    private static func upload(_ progress: Progress) -> String { "up " + amount(progress) }

    static func amount(_ progress: Progress) -> String {
        progress.percent.map { "\($0)%" } ?? megabytes(progress.done)
    }

    /// `2.1 MB`, `300 kB`, `12 B`.
    static func megabytes(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: "\(bytes / 1000) kB"
        default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
        }
    }

    /// `t2v  6 s  16:9  720p  30 fps  seed 7  no audio`.
    static func parameters(_ task: VideoTask) -> String {
        guard task.mode != .textToSubject else { return subjectParameters(task) }
        let request = VideoRequest(mode: task.mode, body: task.request)
        var parts = [task.mode.abbreviation, "\(request.duration) s"]
        if task.mode.hasAspectRatio { parts.append(request.aspectRatio) }
        if task.mode == .multiImageToVideo { return (parts + multiImage(task, request)).joined(separator: "  ") }
        parts += [request.resolution, "\(request.framesPerSecond) fps"]
        parts.append(request.seed.map { "seed \($0)" } ?? "seed not said")
        parts.append(request.generatesAudio ? "audio" : "no audio")
        if !request.references.isEmpty {
            let pictures = request.references.reduce(0) { $0 + $1.pictures.count }
            parts.append("refs \(request.references.count) (\(pictures) pics)")
        }
        return parts.joined(separator: "  ")
    }

    private static func subjectParameters(_ task: VideoTask) -> String {
        let subject = Subject(madeBy: task, pictures: [])
        return [task.mode.abbreviation, subject.name, subject.type, subject.style].joined(separator: "  ")
    }

    private static func multiImage(_ task: VideoTask, _ request: VideoRequest) -> [String] {
        let quality = task.request["mode"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } ?? Default.quality
        let mark = request.wantsWatermark ? ["watermark"] : []
        return [quality] + mark + [FieldWords.pictures(request.references.count)]
    }

    /// What the service said last, in quotation marks, and what is the matter here.
    static func status(_ task: VideoTask) -> String {
        let (service, own) = task.words
        let parts = [task.status?.rawValue ?? task.state.label, service.map { "\"\($0)\"" }, own]
        return parts.compactMap(\.self).joined(separator: "  ")
    }

    /// What a state means for its owner where the word alone does not say it, and what can be done.
    static func explanation(_ task: VideoTask, _ state: AppState) -> String? {
        switch task.state {
        case .lost where task.awaitsLookUp:
            "The request left, but its answer was lost. The service is being asked for it by its external id, under which "
                + "it makes one task only. Nothing is sent again by itself."
        case .lost where task.externalID != nil:
            "The answer was lost, and the service knows no task of this external id. \(state.key(.pollNow)): ask again. \(state.key(.send)): send again under the "
                + "same id, which makes no second task. \(state.key(.add)): attach an id. \(state.key(.forget)): forget."
        case .lost:
            "The request left, but its answer was lost: the service may have made the task and may bill it. It is never "
                + "sent again by itself. \(state.key(.add)): attach its id. \(state.key(.send)): send again, maybe billed twice. \(state.key(.forget)): forget."
        case .held:
            "It was not sent, and is kept here until you let it go: \(state.key(.send)) sends, \(state.key(.remove)) takes it back."
        case .retry:
            HoldWords.explanation(task, state)
                ?? "Surely nothing was made: it goes out again by itself. \(state.key(.remove)) takes it back, \(state.key(.hold)) holds it."
        case .out where state.isCountingDown(task):
            "Goes out in \(task.secondsOfGrace(at: state.now)) s: \(state.key(.remove)) takes it back, \(state.key(.hold)) holds it. Nothing has left this machine."
        case .out:
            HoldWords.explanation(task, state)
                ?? "Recorded here, not sent yet. \(state.key(.remove)) takes it back, \(state.key(.hold)) holds it."
        case .unsaved:
            "It is finished, but not saved here. \(savingWords(task, state)) "
                + (task.mode.dialect == .kling
                    ? "Kling keeps it for 30 days." : "How long its link lives is not documented.")
        case .failed where task.taskID == nil && task.knownCode?.kind == .internalError && task.externalID == nil:
            "The service failed while it made this task; there may be one, and it may be billed. \(state.key(.send)) sends it again."
        case .failed where task.taskID == nil && task.knownCode == APICode.authenticationFailed:
            "Nothing was made. Quit, set BACH_ACCESS_KEY and BACH_SECRET_KEY right and start again; then \(state.key(.send)) sends it."
        case .failed where task.taskID == nil && task.knownCode?.kind == .authentication:
            "Nothing was made. Quit, set the keys of its service right and start again; then \(state.key(.send)) sends it."
        case .failed where task.taskID == nil && task.mustBeChanged:
            "Nothing was made. \(state.key(.correct)) puts its request into Compose, to be changed and sent anew."
        case .failed where task.taskID == nil: "Nothing was made. \(state.key(.send)) sends the same request again."
        case .failed:
            "It has ended. \(state.key(.correct)) puts its request into Compose, to be changed and sent anew."
        case .gone:
            "The service no longer knows this id. \(state.key(.pollNow)) asks again, \(state.key(.add)) attaches another id, \(state.key(.remove)) stops watching it."
        case .stopped where task.taskID != nil: "Not watched any more. It goes on at the service and is billed."
        case .stopped: "Taken back: it was never sent."
        case .pending, .running: running(task, state)
        case .sending: "The request has left. Its answer is waited for, a minute at most."
        case .downloading where task.hasBrokenOff: breakWords(task, state)
        case .downloading, .done: nil
        }
    }

    private static func savingWords(_ task: VideoTask, _ state: AppState) -> String {
        guard let time = task.retryAt, task.isSavedLater else { return "\(state.key(.download)) downloads it." }
        // Where the disk has no room the time passes, and the poller looks for room.
        let wait = Times.left(until: time, now: state.now).map { "in \($0)" } ?? "as soon as that can help"
        return "It is tried again by itself \(wait); \(state.key(.download)) tries now."
    }

    private static func breakWords(_ task: VideoTask, _ state: AppState) -> String? {
        guard let time = task.retryAt else { return nil }
        let here = state.downloads[task.id].map { "\(megabytes($0.done)) are here" } ?? "What is here stays"
        return "The download broke off. \(here), and it goes on from there by itself: next try "
            + "\(Times.wait(until: time, now: state.now))."
    }

    private static func running(_ task: VideoTask, _ state: AppState) -> String? {
        let lateness = state.durations.lateness(of: task, at: state.now)
        if lateness.isOverdue {
            return
                "No end after \(Age.span(task.age(at: state.now))). It may still come, and be billed. \(state.key(.pollNow)): ask now "
                + "and further on. \(state.key(.remove)): stop watching it. Until you say, Toccata goes on asking."
        }
        switch task.status?.meaning {
        case .unknown: return "The service uses a word that no page of it explains; Toccata goes on asking."
        case .succeeded: return "The service calls it finished, but shows no link to the video yet; Toccata asks again."
        default: return lateness.slowness?.description
        }
    }
}
