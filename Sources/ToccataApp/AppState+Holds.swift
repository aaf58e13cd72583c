package import ToccataCore

/// What keeps tasks from going out.
extension AppState {
    /// Why nothing goes where this console sends to; nil while sending goes on.
    package var hold: Hold? {
        holds.first(concerning: destination.server) ?? destination.multiImage.flatMap(holds.first(concerning:))
    }

    /// Why a task does not go out; nil where it is not kept by that, or not to go out at all.
    package func hold(on task: VideoTask) -> Hold? {
        task.state == .out || task.state == .retry ? holds.first(concerning: task.server) : nil
    }

    /// Whether a person keeps everything from going out, to whichever service.
    package var isPaused: Bool { holds.contains(where: \.isPause) }

    /// What a person is told of what is to go out while sending is paused.
    package var pauseWords: String { "sending is paused until \(key(.pause))" }

    /// How many tasks a server is at work on.
    package func runningCount(at server: ServerIdentity) -> Int { queue.count(at: server) { $0.countsAsRunning } }

    /// Whether a task waits until its server is at work on fewer.
    package func waitsForOthers(_ task: VideoTask) -> Bool {
        guard let mostRunning, task.state == .out || task.state == .retry, hold(on: task) == nil else { return false }
        return runningCount(at: task.server) >= mostRunning
    }

    /// How many tasks wait for a hold to end.
    package func waitingCount(behind hold: Hold) -> Int {
        queue.count(at: hold.server) { $0 == .out || $0 == .retry }
    }

    /// Nothing is spent by pausing, and what goes on then was to go out anyway: neither asks.
    mutating func changePause() -> [Effect] {
        let isPaused = isPaused
        notice = Notice(
            isPaused
                ? "Sending goes on."
                : "Paused: nothing goes out until \(key(.pause)) is pressed again. What was sent goes on."
        )
        return [isPaused ? .unpauseOutbox : .pauseOutbox]
    }

    mutating func take(_ holds: [Hold]) {
        let before = hold
        self.holds = holds
        guard let hold else {
            if before != nil { log.add(Note(Notice("Sending goes on."), at: now)) }
            return
        }
        guard hold.number != before?.number else { return }
        let text = hold.isPause ? hold.reason : "Sending is on hold: \(hold.reason)"
        log.add(Note(.warning(text), at: now))
    }
}
