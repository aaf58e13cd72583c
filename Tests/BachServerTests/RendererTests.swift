import BachAPI
import FoundationEssentials
import Scratch
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

        let probe = try await Probe(first)
        #expect(probe.codec == "h264")
        #expect(probe.pixels == "yuv420p")
        #expect(probe.size == "1280x720")
        #expect(probe.rate == "24/1")
        #expect(probe.frames == "24")
        #expect(probe.seconds == "1.000000")
        #expect(probe.audio == "aac")
        #expect(probe.audioSeconds == "1.000000")
        let bytes = try Data(contentsOf: URL(filePath: first))
        #expect(try Data(contentsOf: URL(filePath: second)) == bytes)
    }
}

extension RenderRequest {
    static func sample(prompt: String, hasAudio: Bool = false, pictures: [Picture] = []) -> RenderRequest {
        RenderRequest(
            mode: .textToVideo,
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
