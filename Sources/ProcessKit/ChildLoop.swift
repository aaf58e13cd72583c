import Glibc

/// Moves a child's bytes and obeys orders until it has ended, on a thread of its own.
struct ChildLoop: Sendable {
    let processID: pid_t
    private let relation: Invocation.Relation
    private let grace: Duration
    private var deadline: ContinuousClock.Instant?
    private var isEnding = false
    private var hasEnded = false
    private var timedOut = false
    /// Where orders come from.
    ///
    /// The owner closes it, after the end that is written to.
    let control: Int32
    private var feed: InputFeed?
    private var output: OutputReader?
    private var errors: OutputReader?

    init(processID: pid_t, invocation: Invocation, plumbing: Plumbing) {
        self.processID = processID
        relation = invocation.relation
        grace = invocation.grace
        deadline = invocation.timeout.map { .now + $0 }
        control = plumbing.controlReadEnd
        if case .bytes(let bytes) = invocation.input, let descriptor = plumbing.inputWriteEnd {
            feed = InputFeed(descriptor: descriptor, bytes: bytes)
        }
        output = plumbing.outputReadEnd.map { OutputReader(descriptor: $0, sink: OutputSink(invocation.output)) }
        errors = plumbing.errorsReadEnd.map { OutputReader(descriptor: $0, sink: OutputSink(invocation.errors)) }
    }

    /// Returns when the child itself has ended, even if children of its own still hold its pipes.
    mutating func run() -> ProcessResult {
        let signals = BrokenPipeGuard()
        while !hasEnded { turn() }
        output?.finish()
        errors?.finish()
        feed?.finish()
        signals.lift()
        return ProcessResult(
            end: reap(),
            timedOut: timedOut,
            output: output?.sink.captured ?? CapturedBytes(),
            errors: errors?.sink.captured ?? CapturedBytes()
        )
    }

    /// Sleeps until something can be done, and does it.
    private mutating func turn() {
        var waits = [
            pollfd(fd: control, events: Int16(POLLIN), revents: 0),
            // A negative descriptor is passed over.
            pollfd(fd: feed?.descriptor ?? -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: output?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&waits, nfds_t(waits.count), millisecondsLeft) >= 0 else { return }
        if waits[1].revents != 0 { feed?.writeSome() }
        if waits[2].revents != 0 { output?.readSome() }
        if waits[3].revents != 0 { errors?.readSome() }
        if waits[0].revents != 0 { obey() }
        if let deadline, deadline <= .now { timeIsUp() }
    }

    private var millisecondsLeft: Int32 {
        guard let deadline else { return -1 }
        let milliseconds = (deadline - .now) / .milliseconds(1)
        return Int32(min(max(milliseconds.rounded(.up), 0), 3_600_000))
    }

    private mutating func obey() {
        var byte: UInt8 = 0
        guard read(control, &byte, 1) == 1, let order = ChildOrder(rawValue: byte) else { return }
        switch order {
        case .ended: hasEnded = true
        case .terminate: askToEnd()
        case .kill: killNow()
        }
    }

    private mutating func timeIsUp() {
        if isEnding {
            killNow()
        } else {
            timedOut = true
            askToEnd()
        }
    }

    private mutating func askToEnd() {
        guard !isEnding else { return }
        isEnding = true
        deadline = .now + grace
        signal(SIGTERM)
    }

    private mutating func killNow() {
        isEnding = true
        deadline = nil
        signal(SIGKILL)
    }

    /// Safe from hitting a stranger: the number stays taken until the child is reaped, here.
    private func signal(_ number: Int32) {
        kill(relation == .foreground ? processID : -processID, number)
    }

    private func reap() -> ProcessResult.End {
        // What the child started must not outlive a child that was told to end.
        if isEnding && relation != .foreground { signal(SIGKILL) }
        var status: Int32 = 0
        var answer = waitpid(processID, &status, 0)
        while answer == -1 && errno == EINTR { answer = waitpid(processID, &status, 0) }
        guard answer == processID else { return .exited(ChildProcess.unknown) }
        let signalNumber = status & 0x7F
        return signalNumber == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signalNumber)
    }
}
