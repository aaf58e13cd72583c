import FoundationEssentials
import Glibc
import ProcessKit

/// A worker, seen from outside.
struct WorkerProcess: Sendable {
    /// How long one may take that has nothing in its way.
    private static let longest = Duration.seconds(30)

    private let plan: WorkerPlan
    private let child: ChildProcess

    init(_ plan: WorkerPlan) throws {
        self.plan = plan
        let text = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
        child = try ChildProcess(
            starting: Invocation(
                Executable.own() ?? "",
                ["worker", text],
                environment: ["PATH": "/usr/bin:/bin", "TMPDIR": plan.home, "HOME": plan.home]
            )
        )
    }

    /// Waits until it has ended itself, or ends it when its time is over; what suspended itself goes on soon.
    func end() async -> WorkerEnd {
        let ending = Task {
            let patience = plan.life.map { Duration.milliseconds($0.patience) } ?? Self.longest
            try await Task.sleep(for: patience)
            if plan.life?.isAsked == true { child.terminate() } else { child.kill() }
        }
        let waking = Task {
            while true {
                try await Task.sleep(for: .milliseconds(200))
                kill(child.processID, SIGCONT)
            }
        }
        let ended = await child.value()
        waking.cancel()
        ending.cancel()
        return WorkerEnd(ended, of: plan.life)
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

    init(_ result: ProcessResult, of life: Life?) {
        isOrderly = result.end == .exited(0)
        isKilled = result.end == .signalled(SIGKILL)
        let lines = result.output.text.split(separator: "\n")
        accepted = lines.filter { $0.hasPrefix("accepted ") }.map { String($0.dropFirst("accepted ".count)) }
        var fates = lines.filter { $0.hasPrefix("fate ") }.map { String($0.dropFirst("fate ".count)) }
        if isKilled, !fates.contains(where: { $0.hasPrefix("kill") }) { fates.append("kill from outside") }
        if isOrderly, life != nil { fates.append("end when asked") }
        self.fates = fates
        words = "\(result.end) \(result.errors.text.suffix(300))"
    }
}
