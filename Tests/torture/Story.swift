import Scratch
import ToccataCore

/// What is decided by a seed: which tasks, which faults, and where processes are killed.
///
/// How far the work has come when a process dies is up to real time, and not the same in every run.
struct Story {
    /// One life of a worker.
    struct Act {
        var faults: [String]
        /// One worker's point of death each; several work on the ledger at the same time.
        var deaths: [Death]
    }

    struct Death: Codable {
        var point: Checkpoint
        /// Which passing of it.
        var number: Int
    }

    let tasks: [WorkerPlan.Intent]
    let acts: [Act]

    init(seed: UInt64) {
        var chance = Chance(seed: seed)
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let modes = ["text2video", "text2video", "image2video", "multi-image2video"]
        tasks = (0..<(2 + chance.below(3))).map { _ in
            let id = String((0..<6).map { _ in chance.pick(letters) })
            return WorkerPlan.Intent(id: id, mode: chance.pick(modes))
        }
        let points = Checkpoint.allCases
        acts = (0..<(1 + chance.below(3))).map { number in
            let faults = (0..<chance.below(3)).map { _ in chance.pick(Self.faults) }
            let first = number == 0 ? points[Int(seed % UInt64(points.count))] : chance.pick(points)
            var deaths = [Death(point: first, number: 1 + (number == 0 ? 0 : chance.below(3)))]
            if chance.below(4) == 0 { deaths.append(Death(point: chance.pick(points), number: 1 + chance.below(3))) }
            return Act(faults: faults, deaths: deaths)
        }
    }

    private static let faults = [
        "rate-limit:1", "internal:1", "html:0.2", "truncate:0.2", "reset:0.2", "lost-ack:1", "stall:1",
        "unknown-status:2", "fail:1", "no-url:0.3", "expire-url:0.3", "slow:0.05", "lost-ack@create:0.5",
    ]
}
