import BachAPI
import FoundationEssentials
import MediaTools
import Scratch
import Synchronization
import Testing

@testable import BachServer

@Suite("Placeholder renderer")
struct RendererTests {
    private func render(_ request: RenderRequest, in folder: ScratchFolder) async throws -> String {
        let renderer = PlaceholderRenderer(
            environment: ProcessInfo.processInfo.environment,
            fonts: FontBook(),
            scratch: folder.path
        )
        let output = folder.file("\(UUID().uuidString).mp4")
        try await renderer.render(request, to: output) { _ in }
        return output
    }

    @Test("makes exactly the video that was asked for, and the same bytes again")
    func text() async throws {
        let request = RenderRequest.sample(prompt: "日出 \\N{\\pos(0,0)}' ; [v] % 🕊️", hasAudio: true)

        let folder = try ScratchFolder()
        let first = try await render(request, in: folder)
        let second = try await render(request, in: folder)

        let probe = try await Ffprobe(first)
        #expect(probe.codec == "h264")
        #expect(probe.pixelFormat == "yuv420p")
        #expect([probe.width, probe.height] == [1280, 720])
        #expect(probe.frameRate == "24/1")
        #expect(probe.frames == 24)
        #expect(probe.duration == 1)
        #expect(probe.audioCodec == "aac")
        #expect(probe.audioDuration == 1)
        let bytes = try Data(contentsOf: URL(filePath: first))
        #expect(try Data(contentsOf: URL(filePath: second)) == bytes)
    }
}

extension RendererTests {
    @Test("says which package to install when there is no ffmpeg")
    func missing() async throws {
        let renderer = PlaceholderRenderer(environment: ["PATH": "/nowhere"], fonts: FontBook(), scratch: "/nowhere")

        await #expect(throws: RenderError.ffmpegMissing) {
            try await renderer.render(.sample(prompt: "x"), to: "/nowhere/a.mp4") { _ in }
        }
    }
}

extension RenderRequest {
    static func sample(prompt: String, hasAudio: Bool = false, pictures: [Picture] = []) -> RenderRequest {
        RenderRequest(
            family: .textToVideo,
            body: [:],
            prompt: prompt,
            size: VideoSize(width: 1280, height: 720),
            framesPerSecond: 24,
            duration: 1,
            seed: 7,
            hasAudio: hasAudio,
            pictures: pictures
        )
    }
}

@Suite("Renderer of one's own")
struct ExternalRendererTests {
    private func render(_ script: ScriptedRenderer, progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws
        -> Data
    {
        let folder = try ScratchFolder()
        let renderer = ExternalRenderer(program: script.path, environment: ProcessInfo.processInfo.environment)
        var request = RenderRequest.sample(prompt: "a tide")
        request.body = ["prompt": "a tide", "duration": 1, "seed": 7]
        try await renderer.render(request, to: folder.file("video.mp4"), progress: progress)
        return try folder.bytes("video.mp4")
    }

    @Test("gets the request as JSON, tells its progress and writes the file")
    func good() async throws {
        let script = try ScriptedRenderer(writing: "0000ftypisom")
        let percents = Mutex<[Int]>([])

        let video = try await render(script) { percent in percents.withLock { $0.append(percent) } }

        #expect(video == Data("0000ftypisom".utf8))
        #expect(percents.withLock { $0 } == [50])
        #expect(
            try JSONValue(parsing: script.request()) == [
                "prompt": "a tide", "duration": 1, "seed": 7, "mode": "text2video", "width": 1280, "height": 720,
                "fps": 24, "pictures": [],
            ]
        )
    }

    @Test("fails with its last words, and when it writes nothing")
    func bad() async throws {
        await #expect(throws: RenderError.failed(program: "The renderer", reason: "out of memory")) {
            try await render(ScriptedRenderer(writing: "MP4", exit: 3))
        }
        await #expect(throws: RenderError.failed(program: "The renderer", reason: "it ended well but wrote no file")) {
            try await render(ScriptedRenderer(writing: ""))
        }
        let reason = "it ended well but what it wrote is no MP4"
        await #expect(throws: RenderError.failed(program: "The renderer", reason: reason)) {
            try await render(ScriptedRenderer(writing: "<html>quota</html>"))
        }
    }
}
