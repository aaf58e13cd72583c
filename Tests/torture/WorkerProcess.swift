import FoundationEssentials
import Glibc
import ProcessKit

/// A worker, seen from outside.
struct WorkerProcess: Sendable {
    /// How long one may take that has nothing in its way.
    private static let longest = Duration.seconds(60)

    private let plan: WorkerPlan
    private let child: ChildProcess
    private let lines: AsyncStream<String>

    init(_ plan: WorkerPlan) throws {
        self.plan = plan
        let text = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        child = try ChildProcess(
            starting: Invocation(
                Executable.own() ?? "",
                ["worker", text],
                environment: ["PATH": "/usr/bin:/bin", "TMPDIR": plan.home, "HOME": plan.home],
                output: .lines { line.yield($0) }
            )
        )
        let child = child
        Task {
            _ = await child.value()
            line.finish()
        }
    }

    /// Waits until it has ended itself, or ends it when its time is over; what suspended itself goes on soon.
    ///
    /// Its time begins when it has opened the ledger: how long a start takes on a busy machine is no part of a story.
    func end() async -> WorkerEnd {
        var said: [String] = []
        var ending = plan.life?.isCutShort == true ? endLater() : nil
        let waking = wakeAgainAndAgain()
        for await line in lines {
            said.append(line)
            if ending == nil { ending = endLater() }
        }
        waking.cancel()
        ending?.cancel()
        return WorkerEnd(await child.value(), said, of: plan.life)
    }

    private func endLater() -> Task<Void, any Error> {
        Task {
            try await Task.sleep(for: plan.life.map { .milliseconds($0.patience) } ?? Self.longest)
            if plan.life?.isAsked == true { child.terminate() } else { child.kill() }
        }
    }

    private func wakeAgainAndAgain() -> Task<Void, any Error> {
        Task {
            while true {
                try await Task.sleep(for: .milliseconds(200))
                kill(child.processID, SIGCONT)
            }
        }
    }
}

/// How a worker ended, and what it said that it had accepted.
struct WorkerEnd: Sendable {
    let isOrderly: Bool
    let isKilled: Bool
    let accepted: [String]
    /// What it did to itself, or was done to it, in words to count.
    let fates: [String]
    let words: String

    init(_ result: ProcessResult, _ lines: [String], of life: Life?) {
        isOrderly = result.end == .exited(0)
        // Asked to end before it could listen, it is gone at once.
        isKilled = [.signalled(SIGKILL), .signalled(SIGTERM)].contains(result.end)
        accepted = lines.filter { $0.hasPrefix("accepted ") }.map { String($0.dropFirst("accepted ".count)) }
        var fates = lines.filter { $0.hasPrefix("fate ") }.map { String($0.dropFirst("fate ".count)) }
        if isKilled, !fates.contains(where: { $0.hasPrefix("kill") }) { fates.append("kill from outside") }
        if isOrderly, life != nil { fates.append("end when asked") }
        self.fates = fates
        words = "\(result.end) \(result.errors.text.suffix(300))"
    }
}
