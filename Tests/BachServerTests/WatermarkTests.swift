import BachAPI
import FoundationEssentials
import MediaTools
import ProcessKit
import Scratch
import Testing

@testable import BachServer

@Suite("Watermark")
struct WatermarkTests {
    private static let environment = ProcessInfo.processInfo.environment

    /// A grey corner of the first frame, pixel by pixel.
    private func corner(_ crop: String, of video: String, in folder: ScratchFolder) async throws -> [Int] {
        let output = folder.file("\(UUID().uuidString).raw")
        let ffmpeg = try Executable.path(of: "ffmpeg", environment: Self.environment)
        let arguments = [
            "-v", "error", "-i", video, "-vf", "crop=\(crop),format=gray", "-frames:v", "1", "-f", "rawvideo", output,
        ]
        _ = try await ChildProcess.run(Invocation(ffmpeg, arguments, environment: Self.environment))
        return try Data(contentsOf: URL(filePath: output)).map { Int($0) }
    }

    /// How many pixels of a corner are clearly others in the second video.
    private func changes(_ crop: String, _ first: String, _ second: String, in folder: ScratchFolder) async throws
        -> Int
    {
        let left = try await corner(crop, of: first, in: folder)
        let right = try await corner(crop, of: second, in: folder)
        try #require(!left.isEmpty && left.count == right.count)
        return zip(left, right).count { abs($0 - $1) > 40 }
    }

    @Test("is words in one corner of an otherwise equal video, and the same bytes each time")
    func words() async throws {
        let folder = try ScratchFolder()
        let fonts = FontBook()
        let renderer = PlaceholderRenderer(environment: Self.environment, fonts: fonts, scratch: folder.path)
        let marker = Watermarker(environment: Self.environment, fonts: fonts, scratch: folder.path)
        let (clean, first, second) = (folder.file("a.mp4"), folder.file("b.mp4"), folder.file("c.mp4"))
        let request = RenderRequest.sample(prompt: "a tide", hasAudio: true)
        try await renderer.render(request, to: clean) { _ in }
        try await marker.mark(clean, size: request.size, to: first)
        try await marker.mark(clean, size: request.size, to: second)

        #expect(try await changes("240:60:1020:55", clean, first, in: folder) > 300)
        // Compressing once more moves a few pixels at edges.
        #expect(try await changes("900:600:0:120", clean, first, in: folder) < 300)
        let probe = try await Ffprobe(first)
        #expect([probe.width, probe.height, probe.frames] == [1280, 720, 24])
        #expect(probe.audioCodec == "aac")
        #expect(try folder.bytes("b.mp4") == folder.bytes("c.mp4"))
    }
}
