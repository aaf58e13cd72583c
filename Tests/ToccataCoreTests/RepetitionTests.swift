import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("The same request within ten minutes")
struct RepetitionTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let body: JSONValue = ["prompt": "a lake", "seed": 7, "resolution": "720p"]

    private func sent(
        _ body: JSONValue,
        _ state: TaskState = .running,
        ago: Double = 120,
        mode: Mode = .textToVideo,
        server: ServerIdentity = .local
    ) -> VideoTask {
        var task = VideoTask(
            id: ShortID(rawValue: "k3f9ax"),
            mode: mode,
            server: server,
            origin: .console,
            holder: nil,
            request: body,
            createdAt: now.addingTimeInterval(-ago)
        )
        task.state = state
        return task
    }

    private func words(
        _ body: JSONValue,
        after task: VideoTask,
        isSeedChosen: Bool = false,
        uploads: [String: String] = [:]
    ) -> String? {
        Repetition(
            of: body,
            mode: .textToVideo,
            server: .local,
            isSeedChosen: isSeedChosen,
            uploads: uploads,
            among: [task],
            at: now
        )?.words(at: now)
    }

    @Test("is named with its age and what became of it")
    func named() {
        #expect(words(body, after: sent(body)) == "The same request went out 2 min ago (k3f9ax, RUN)")
        #expect(words(body, after: sent(body, .lost, ago: 9)) == "The same request went out 9 s ago (k3f9ax, LOST?)")
        #expect(words(body, after: sent(body, .out)) == "The same request is to go out already (k3f9ax, OUT)")
    }

    @Test("counts for ten minutes, of the same service, kind and body")
    func limits() {
        #expect(words(body, after: sent(body, ago: 600)) != nil)
        #expect(words(body, after: sent(body, ago: 601)) == nil)
        #expect(words(body, after: sent(body, mode: .imageToVideo)) == nil)
        #expect(words(body, after: sent(body, server: .remote(baseURL: "https://a.example", keyID: nil))) == nil)
        #expect(words(body, after: sent(["prompt": "a lake", "seed": 7])) == nil)
    }

    @Test("does not look at a seed that was chosen by chance, but at one that a person wrote")
    func seed() {
        let other: JSONValue = ["prompt": "a lake", "seed": 8, "resolution": "720p"]
        #expect(words(other, after: sent(body), isSeedChosen: true) != nil)
        #expect(words(other, after: sent(body)) == nil)
    }

    @Test("does not look at the external id")
    func externalID() {
        let before: JSONValue = ["prompt": "a lake", "external_task_id": "toccata-1"]
        #expect(words(["prompt": "a lake"], after: sent(before)) != nil)
    }

    @Test("knows a picture of this machine by the link it was sent under")
    func picture() {
        let drafted: JSONValue = ["prompt": "a lake", "image_url": "file:///p.png"]
        let uploaded: JSONValue = ["prompt": "a lake", "image_url": "https://files.example/1.png"]
        let links = LocalPictures.uploads(from: drafted, to: uploaded)
        #expect(links == ["/p.png": "https://files.example/1.png"])
        #expect(words(drafted, after: sent(uploaded), uploads: links) != nil)
        #expect(words(drafted, after: sent(uploaded)) == nil)
    }

    @Test("is no reason to warn where nothing was made", arguments: [TaskState.held, .failed, .stopped])
    func unmade(state: TaskState) {
        #expect(words(body, after: sent(body, state)) == nil)
    }
}
