import Scratch
import ToccataCore

/// What is decided by a seed: which tasks, which faults, and where processes are killed.
///
/// How far the work has come when a process dies is up to real time, and not the same in every run.
struct Story {
    /// A run of the server, and what works on the ledger meanwhile.
    struct Act {
        var faults: [String] = []
        /// How many creates are paid for; nil for any number.
        var credits: Int?
        /// When the server is killed and started again, in milliseconds.
        var serverDies: Int?
        /// Several work on the ledger at the same time.
        var lives: [Life] = []
        /// What the person does in between, whatever became of the tasks.
        var whims: [WorkerPlan.Decision] = []
    }

    let tasks: [WorkerPlan.Intent]
    let acts: [Act]

    init(seed: UInt64) {
        var chance = Chance(seed: seed)
        let points = Checkpoint.allCases
        // Whatever else happens, one after the other has its turn to be the first death.
        let first = points[Int(seed % UInt64(points.count))]
        var tasks = Self.tasks(&chance)
        var acts = (0..<(1 + chance.below(3))).map { _ in Self.act(tasks, &chance) }
        acts[0].lives[0] = Life(upTo: first)
        (acts[0].credits, acts[0].whims) = (nil, [])
        Self.lead(to: first, &tasks, &acts)
        self.tasks = tasks
        self.acts = acts
    }

    private static func tasks(_ chance: inout Chance) -> [WorkerPlan.Intent] {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let modes = ["text2video", "text2video", "image2video", "elements2video", "multi-image2video"]
        return (0..<(2 + chance.below(3))).map { _ in
            let id = String((0..<6).map { _ in chance.pick(letters) })
            return WorkerPlan.Intent(id: id, mode: chance.pick(modes), hasGrace: chance.below(3) == 0)
        }
    }

    private static func act(_ tasks: [WorkerPlan.Intent], _ chance: inout Chance) -> Act {
        var act = Act(faults: (0..<chance.below(3)).map { _ in chance.pick(faults) })
        if chance.below(5) == 0 { act.credits = chance.below(3) }
        if chance.below(6) == 0 { act.serverDies = 20 + chance.below(300) }
        if chance.below(8) == 0 { act.whims.append(.pause) }
        if chance.below(6) == 0 { act.whims.append(.takeBack(chance.pick(tasks).id)) }
        act.lives = (0..<(chance.below(3) == 0 ? 2 : 1)).map { _ in Life(&chance) }
        return act
    }

    /// Some points are only passed by what a lost answer, a person or an orderly end brings about.
    private static func lead(to point: Checkpoint, _ tasks: inout [WorkerPlan.Intent], _ acts: inout [Act]) {
        switch point {
        case .lookUpAnswered, .lookUpRecorded:
            tasks = tasks.map { WorkerPlan.Intent(id: $0.id, mode: "multi-image2video", hasGrace: false) }
            acts[0] = Act(faults: ["lost-ack@create:2"], lives: acts[0].lives)
        case .decisionRecorded:
            var earlier = Act(faults: ["lost-ack@create:2"], lives: acts[0].lives)
            earlier.lives[0].mark = nil
            acts.insert(earlier, at: 0)
        case .lockGivenBack:
            acts[0].lives[0].isAsked = true
        case .uploadAnswered, .picturesRecorded:
            tasks[0].mode = "image2video"
        default: break
        }
    }

    private static let faults = [
        "rate-limit:1", "internal:1", "html:0.2", "truncate:0.2", "reset:0.2", "lost-ack:1", "stall:1",
        "unknown-status:2", "fail:1", "no-url:0.3", "expire-url:0.3", "slow:0.05", "lost-ack@create:0.5",
        "truncate@video:0.5", "reset@video:0.5",
    ]
}
