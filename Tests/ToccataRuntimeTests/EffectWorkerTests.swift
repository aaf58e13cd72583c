import BachAPI
import FoundationEssentials
import Scratch
import Synchronization
import Testing
import ToccataApp
import ToccataConductor
import ToccataCore
import ToccataLedger

@testable import ToccataRuntime

@Suite("Effects")
struct EffectWorkerTests {
    let folder: ScratchFolder
    let ledger: Ledger
    let queue = ActionQueue()
    let worker: EffectWorker

    init() async throws {
        folder = try ScratchFolder()
        ledger = try Ledger(path: folder.file("ledger.sqlite"))
        let ids = Mutex(["aaaaaa", "aaaaaa", "bbbbbb", "cccccc"])
        let noon = Date(timeIntervalSince1970: 1_800_000_000)
        let dependencies = Dependencies(
            now: { noon },
            moment: { Moment(sinceBoot: .zero) },
            sleep: { _ in },
            random: { $0.lowerBound }
        )
        let settings = ConductorSettings(
            role: .console,
            holder: "1:1",
            isAlive: { _ in true },
            videoFolder: "/videos",
            savesVideos: true
        )
        worker = EffectWorker(
            ledger: ledger,
            conductor: Conductor(
                ledger: ledger,
                lock: nil,
                clients: { _ in nil },
                dependencies: dependencies,
                settings: settings,
                sink: { _ in }
            ),
            dependencies: dependencies,
            makeTask: { mode, request in
                VideoTask(
                    id: ShortID(rawValue: ids.withLock { $0.removeFirst() }),
                    mode: mode,
                    server: .local,
                    origin: .console,
                    holder: "1:1",
                    request: request,
                    createdAt: noon
                )
            },
            player: VideoPlayer(chosen: nil, environment: [:]),
            clipboard: Clipboard(route: .file, environment: [:], path: "/nowhere/copied.txt"),
            caller: Caller(chosen: nil, environment: [:]),
            editor: ExternalEditor(words: [], environment: [:], folder: folder.path),
            session: SessionFile(path: folder.file("session.json")),
            bases: DraftBases(),
            lastDeleted: LastDeletedDraft(),
            post: ActionPost(to: queue, now: { noon })
        )
    }

    /// What the worker answered until now.
    private func answers() -> [Action] { queue.take() }

    @Test("a task is recorded as it was reviewed, under an id that no other has")
    func sends() async throws {
        await worker.carryOut(.send(mode: .textToVideo, requests: [["prompt": "one"]]))
        await worker.carryOut(.send(mode: .textToVideo, requests: [["prompt": "two"]]))

        let recorded = answers().compactMap { action in
            if case .taskRecorded(let task) = action { "\(task.id) \(task.prompt)" } else { nil }
        }
        #expect(recorded == ["aaaaaa one", "bbbbbb two"])
        #expect(try await ledger.tasks().map(\.prompt) == ["two", "one"])
    }

    @Test("several are recorded together, each under an id that no other has, and told of when all are there")
    func sendsTogether() async throws {
        let requests: [JSONValue] = [["prompt": "x", "seed": 1], ["prompt": "x", "seed": 2]]
        let draft = NamedDraft(name: "lake", draft: Draft(prompt: "x"))
        await worker.carryOut(.send(mode: .textToVideo, requests: requests, draft: draft))

        let told = answers().compactMap { action in
            switch action {
            case .taskRecorded(let task): "recorded \(task.id)"
            case .taskChanged(let task): "changed \(task.id)"
            default: nil
            }
        }
        #expect(told.suffix(2) == ["changed cccccc", "recorded bbbbbb"])
        let tasks = try await ledger.tasks()
        #expect(tasks.map(\.seed) == [2, 1])
        #expect(tasks[1].createdAt < tasks[0].createdAt)
        #expect(tasks.allSatisfy { $0.group?.rawValue == "bbbbbb" })
        #expect(try await ledger.drafts().first?.sent == draft.draft)
    }

    @Test("a task is sent anew as one of its own, with another seed and the files that its links stand for")
    func sendsAnew() async throws {
        let path = folder.file("a.png")
        try Data([1]).write(to: URL(filePath: path))
        let earlier = "http://127.0.0.1:4000/uploads/1.png"
        try await ledger.recordAsset(hash: "h", server: .local, url: earlier, path: path, bytes: 1, at: .distantPast)
        let link = "http://127.0.0.1:3000/uploads/1.png"
        let request: JSONValue = ["prompt": "one", "seed": 7, "image_url": .string(link)]
        await worker.carryOut(.send(mode: .imageToVideo, requests: [request]))
        await worker.carryOut(.sendAnew(ShortID(rawValue: "aaaaaa")))
        await worker.carryOut(.findFiles(links: [link, "https://elsewhere/2.png"], .local))

        let anew = try await ledger.task(ShortID(rawValue: "bbbbbb"))
        #expect(anew?.request == ["prompt": "one", "seed": 0, "image_url": .string("file://" + path)])
        #expect(answers().last == .filesFound([link: path]))
    }

    @Test("where a person was is a file of their own that the next console reads")
    func keepsSession() async throws {
        let file = SessionFile(path: folder.file("session.json"))
        #expect(file.read() == nil)
        for screen in [5, 3] {
            let session = Session(json: ["screen": .integer(Int64(screen))])
            await worker.carryOut(.recordSession(session))
            #expect(file.read() == session)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("session") }.count
                == 1
        )
    }

    @Test("what is said of a task that is not there is a sentence")
    func failure() async {
        await worker.carryOut(.release(ShortID(rawValue: "zzzzzz")))
        guard case .noted(let note) = answers().first else {
            Issue.record("nothing was said")
            return
        }
        #expect(note.notice == .error("There is no task zzzzzz in the ledger."))
    }

    @Test("a history is what the ledger kept, a draft and subjects come back")
    func records() async throws {
        await worker.carryOut(.send(mode: .textToVideo, requests: [["prompt": "one"]]))
        await worker.carryOut(.loadHistory(ShortID(rawValue: "aaaaaa")))
        await worker.carryOut(.recordDraft(Draft(prompt: "a lake")))
        await worker.carryOut(.recordSubject(Subject(name: "Ada")))

        #expect(try await ledger.draft()?.prompt == "a lake")
        let answers = answers()
        #expect(answers.contains(.subjectsLoaded([Subject(name: "Ada")])))
        let states = answers.compactMap { action in
            if case .historyLoaded(_, let happenings, nil) = action { happenings.map(\.state) } else { nil }
        }
        #expect(states == [[.out]])
    }

    @Test("a draft that another console wrote meanwhile is recorded, and that is told")
    func contested() async throws {
        await worker.carryOut(.recordDraft(Draft(prompt: "a lake"), name: "d"))
        await worker.carryOut(.recordDraft(Draft(prompt: "a tide"), name: "d"))
        #expect(!answers().contains { if case .draftContested = $0 { true } else { false } })
        let other = try Ledger(path: folder.file("ledger.sqlite"))
        try await other.recordDraft(Draft(prompt: "a boat"), name: "d", at: Date(timeIntervalSince1970: 1_800_000_000))
        await worker.carryOut(.recordDraft(Draft(prompt: "a tide at noon"), name: "d"))
        #expect(answers().contains(.draftContested(name: "d", revision: 3)))
        #expect(try await ledger.revisions(of: "d").map(\.draft.prompt).prefix(2) == ["a tide at noon", "a boat"])
        await worker.carryOut(.recordDraft(Draft(prompt: "a tide at noon,"), name: "d"))
        #expect(!answers().contains { if case .draftContested = $0 { true } else { false } })
    }

    @Test("a deleted draft that is recorded again is back with all it once was, and another of its own is new")
    func bringsBackDraft() async throws {
        for prompt in ["a lake", "a tide"] { await worker.carryOut(.recordDraft(Draft(prompt: prompt), name: "d")) }
        await worker.carryOut(.nameDraft("d", title: "Harbour"))
        await worker.carryOut(.deleteDraft(name: "d"))
        #expect(try await ledger.drafts().isEmpty)
        await worker.carryOut(.recordDraft(Draft(prompt: "a boat"), name: "e"))
        #expect(try await ledger.drafts().map(\.name) == ["e"])
        await worker.carryOut(.recordDraft(Draft(prompt: "a tide"), name: "d"))
        #expect(try await ledger.revisions(of: "d").map(\.draft.prompt) == ["a tide", "a lake"])
        #expect(try await ledger.drafts().map(\.title) == ["Harbour", ""])
        await worker.carryOut(.recordDraft(Draft(prompt: "a noon"), name: "d"))
        #expect(try await ledger.revisions(of: "d").map(\.number) == [3, 2, 1])
    }

    @Test("the follower tells everything at first, then each change, and what was forgotten")
    func follows() async throws {
        let follower = LedgerFollower(ledger: ledger, post: worker.post, noticed: {})
        let nudges = LedgerNudges(.live)
        await worker.carryOut(.send(mode: .textToVideo, requests: [["prompt": "one"]]))
        _ = answers()
        nudges.nudge()
        await worker.carryOut(.forget(ShortID(rawValue: "aaaaaa")))
        nudges.finish()
        await follower.follow(nudges)
        #expect(answers().first == .tasksChanged([]))
    }

    @Test("the follower tells the subjects, also one that another process adds", .timeLimit(.minutes(1)))
    func followsSubjects() async throws {
        let follower = LedgerFollower(ledger: ledger, post: worker.post, noticed: {})
        let nudges = LedgerNudges(.live)
        let following = Task { await follower.follow(nudges) }
        while !answers().contains(.subjectsLoaded([])) { await Task.yield() }

        let other = try Ledger(path: ledger.path)
        try await other.recordSubject(Subject(name: "Ada"), at: .distantPast)
        while !answers().contains(.subjectsLoaded([Subject(name: "Ada")])) { await Task.yield() }
        nudges.finish()
        await following.value
    }

    @Test(
        "a picture is known by its content",
        arguments: [
            ("picture.png", "\u{89}PNG", PictureFinding.file(nil, bytes: 5, width: nil, height: nil)),
            ("picture.gif", "GIF89a\u{1}\u{1}\u{1}\u{1}", .file(.gif, bytes: 10, width: 257, height: 257)),
        ]
    )
    func pictures(name: String, content: String, finding: PictureFinding) throws {
        try folder.write(content, to: name)
        #expect(PictureInspector.inspect(folder.file(name)) == finding)
    }

    @Test("a folder or nothing is no picture")
    func noPicture() {
        #expect(PictureInspector.inspect(folder.path) == .unreadable("\(folder.path) is no file."))
        #expect(PictureInspector.inspect("/none.png") == .unreadable("/none.png: No such file or directory."))
    }

    @Test("a video is played by the program chosen, and where that fails its file is named")
    func plays() async {
        let file = "/videos/a b.mp4"
        let environment = ["PATH": "/usr/bin:/bin"]
        #expect(await VideoPlayer(chosen: ["test", file, "="], environment: environment).play(file) == nil)
        let failing = await VideoPlayer(chosen: ["false"], environment: environment).play(file)
        #expect(failing == "false could not play the video. It is /videos/a b.mp4")
        let missing = await VideoPlayer(chosen: ["no-such-player"], environment: environment).play(file)
        #expect(missing?.hasSuffix("The video is /videos/a b.mp4") == true)
        let blind = await VideoPlayer(chosen: nil, environment: environment).play(file)
        #expect(blind == "There is no display to play on. The video is /videos/a b.mp4")
    }
}
