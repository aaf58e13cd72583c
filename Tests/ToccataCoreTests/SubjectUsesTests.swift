import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("Uses of subjects")
struct SubjectUsesTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func task(_ names: [String], sent age: Double?, mode: Mode = .elementsToVideo) -> VideoTask {
        let references = names.map { name -> JSONValue in
            ["type": "subject", "images": ["https://x/1"], "subject": ["subject_name": .string(name)]]
        }
        var task = VideoTask(
            id: ShortID(rawValue: "aaaaaa"),
            mode: mode,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["reference_inputs": .array([["type": "image", "url": "https://x/2"]] + references)],
            createdAt: now
        )
        task.sentAt = age.map { now.addingTimeInterval(-$0) }
        return task
    }

    private func words(_ uses: SubjectUses, _ name: String) -> String? { uses[name]?.words(at: now) }

    @Test("are the tasks that were sent with it, each once, and when the last one was")
    func counted() {
        let uses = SubjectUses([
            task(["anna", "bo"], sent: 7200), task(["anna", "anna"], sent: 180), task(["anna"], sent: 86_400),
            task(["bo"], sent: nil), task(["bo"], sent: 60, mode: .textToVideo),
        ])
        #expect(words(uses, "anna") == "3 uses, 3m ago")
        #expect(words(uses, "bo") == "1 use, 2h ago")
        #expect(words(uses, "zoe") == nil)
    }

    @Test("grow when a task is sent, not when anything else happens to it")
    func learned() {
        var uses = SubjectUses([task(["anna"], sent: 60)])
        let (unsent, sent) = (task(["anna"], sent: nil), task(["anna"], sent: 10))
        uses.learn(unsent, from: nil)
        #expect(uses["anna"]?.count == 1)
        uses.learn(sent, from: unsent)
        #expect(words(uses, "anna") == "2 uses, 10s ago")
        uses.learn(sent, from: sent)
        #expect(uses["anna"]?.count == 2)
    }

    @Test("shrink when a task is forgotten")
    func forgotten() {
        var uses = SubjectUses([task(["anna"], sent: 60), task(["anna", "bo"], sent: 120)])
        uses.forget(task(["anna", "bo"], sent: 120))
        uses.forget(task(["anna"], sent: nil))
        #expect(words(uses, "anna") == "1 use, 1m ago")
        #expect(uses["bo"] == nil)
    }
}
