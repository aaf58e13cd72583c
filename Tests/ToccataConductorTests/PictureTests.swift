import BachAPI
import FoundationEssentials
import HTTPKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore

@Suite("Pictures of this machine")
struct PictureTests {
    private func body(_ paths: String...) -> JSONValue {
        ["prompt": "x", "reference_inputs": .array(paths.map { ["type": "image", "url": .string("file://" + $0)] })]
    }

    @Test("are uploaded one by one, and the body is recorded with their links before it goes out")
    func uploads() async throws {
        let stage = try Stage()
        try stage.folder.write("one", to: "a.png")
        try stage.folder.write("two", to: "b.png")
        stage.service.willUpload(
            .http(200, #"{"code":200,"data":["https://c/a.png"]}"#),
            .http(200, #"{"code":200,"data":["https://c/b.png"]}"#)
        )
        stage.service.willCreate(.made("t-1"))
        let request = body(stage.folder.file("a.png"), stage.folder.file("b.png"))

        try await stage.conductor.submit(stage.task("first1", request: request))
        await stage.conductor.runWhatIsDue()
        try await stage.conductor.submit(stage.task("second", request: request))
        await stage.conductor.runWhatIsDue()

        let expected: JSONValue = [
            "prompt": "x",
            "reference_inputs": [
                ["type": "image", "url": "https://c/a.png"], ["type": "image", "url": "https://c/b.png"],
            ],
        ]
        #expect(try await stage.recorded("first1")?.request == expected)
        #expect(try await stage.recorded("second")?.request == expected)
        #expect(stage.service.uploads.count == 2)
        let sent = try stage.service.creates.map { request in
            guard case .bytes(let data) = request.body else { throw JSONProblemInTest() }
            return try JSONValue(parsing: data)
        }
        #expect(sent == [expected, expected])
        let counts = stage.events.compactMap { event -> Int? in
            guard case .uploading(ShortID(rawValue: "first1"), let progress) = event else { return nil }
            return progress.isChecking ? nil : progress.pictures
        }
        #expect(counts == [0, 1, 2])
        let times = [
            try await stage.ledger.uploadTime(ofFile: stage.folder.file("a.png"), at: Stage.server),
            try await stage.ledger.uploadTime(ofFile: stage.folder.file("a.png"), at: .local),
            try await stage.ledger.uploadTime(ofFile: "/nowhere/a.png", at: Stage.server),
        ]
        #expect(times == [stage.clock.now, nil, nil])
    }

    @Test("are uploaded again after a task with them failed: the service may have lost them")
    func uploadsAgain() async throws {
        let stage = try Stage()
        try stage.folder.write("one", to: "a.png")
        stage.service.willUpload(.http(200, #"{"code":200,"data":["http://127.0.0.1:1/old/a.png"]}"#))
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.status("TASK_FAILED", message: "The image cannot be fetched."))
        let request = body(stage.folder.file("a.png"))

        for (number, id) in zip(1..., ["first1", "second"]) {
            try await stage.conductor.submit(stage.task(id, server: .local, request: request))
            await stage.conductor.runWhatIsDue()
            await stage.pass(.seconds(10))
            #expect(try await stage.state(id) == .failed)
            #expect(stage.service.uploads.count == number)
            #expect(try await stage.ledger.uploadTime(ofFile: stage.folder.file("a.png"), at: .local) == nil)
        }
    }

    @Test("that are gone fail the task in words, without a create")
    func gone() async throws {
        let stage = try Stage()
        try await stage.conductor.submit(stage.task(request: body("/nowhere/a.png")))
        await stage.conductor.runWhatIsDue()

        #expect(try await stage.state() == .failed)
        #expect(try await stage.recorded()?.message == "The picture /nowhere/a.png cannot be read.")
        #expect(stage.service.creates.isEmpty)
    }

    @Test("are tried again when the service cannot be reached, with growing waits")
    func retries() async throws {
        let stage = try Stage()
        try stage.folder.write("one", to: "a.png")
        try await stage.conductor.submit(stage.task(request: body(stage.folder.file("a.png"))))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state() == .retry)
        await stage.pass(.seconds(1))
        await stage.pass(.seconds(1))
        #expect(stage.service.uploads.count == 2)
        await stage.pass(.seconds(1))
        #expect(stage.service.uploads.count == 3)
        #expect(stage.service.creates.isEmpty)
    }

    private struct JSONProblemInTest: Error {}
}
