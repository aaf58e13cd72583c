import BachClient
import FoundationEssentials
import ProcessKit
import Scratch
import Testing

@Suite("The boxes of an MP4")
struct MP4BoxesTests {
    private func flaw(_ bytes: [UInt8]) -> MP4Flaw? {
        MP4Boxes.flaw(length: Int64(bytes.count)) { offset, count in
            Array(bytes.dropFirst(Int(offset)).prefix(count))
        }
    }

    private static let start = SmallVideo.box("ftyp", "isom\u{0}\u{0}\u{0}\u{0}") + SmallVideo.box("moov", "")

    @Test(
        "make a whole video when they add up",
        arguments: [
            SmallVideo.text,
            start + "\u{0}\u{0}\u{0}\u{0}mdatto the end",
            start + "\u{0}\u{0}\u{0}\u{1}mdat\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{13}abc",
            start + SmallVideo.box("free", "x") + SmallVideo.box("uuid", "x") + SmallVideo.box("mdat", ""),
        ]
    )
    func whole(text: String) {
        #expect(flaw(Array(text.utf8)) == nil)
    }

    @Test(
        "say what is wrong with a file",
        arguments: [
            ("", .noVideo(.nothing)), (" <!DOCTYPE html>", .noVideo(.webPage)), ("{\"code\":1}", .noVideo(.text)),
            ("\u{0}\u{0}\u{0}\u{8}moov", .noVideo(.other)),
            (start, .lacks("mdat")), (SmallVideo.box("ftyp", "") + SmallVideo.box("mdat", ""), .lacks("moov")),
            (String(SmallVideo.text.dropLast(3)), .cutOff(missing: 3)),
            (SmallVideo.text + "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}", .strange(at: 64)),
            (SmallVideo.text + "abc", .strange(at: 64)),
            (start + "\u{0}\u{0}\u{0}\u{7}mdat", .strange(at: 24)),
            (start + "\u{0}\u{0}\u{0}\u{1}mdat\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{8}", .strange(at: 24)),
        ] as [(String, MP4Flaw)]
    )
    func flaws(text: String, expected: MP4Flaw) {
        #expect(flaw(Array(text.utf8)) == expected)
    }

    @Test("are followed over 4 GB by their heads alone")
    func large() {
        let head: [UInt8] = Array(Self.start.utf8) + [0, 0, 0, 1] + Array("mdat".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
        var read = 0
        let flaw = MP4Boxes.flaw(length: 24 + (2 << 32)) { offset, count in
            read += count
            return Array(head.dropFirst(Int(offset)).prefix(count))
        }
        #expect(flaw == nil)
        #expect(read < 100)
    }

    @Test("do not go on for ever")
    func endless() {
        let flaw = MP4Boxes.flaw(length: 1 << 40) { offset, _ in
            offset == 0 ? Array(SmallVideo.box("ftyp", "").utf8) : Array(SmallVideo.box("free", "").utf8)
        }
        #expect(flaw == .strange(at: 8 * 200_000))
    }

    @Test(
        "are those of what ffmpeg writes, and none of it is whole without its end",
        arguments: [
            ["-movflags", "+faststart"], [], ["-movflags", "+frag_keyframe+empty_moov"],
            ["-movflags", "+dash+global_sidx"],
            ["-movflags", "+frag_every_frame+empty_moov+default_base_moof"], ["-metadata", "title=a kite"],
        ]
    )
    func ffmpeg(options: [String]) async throws {
        let folder = try ScratchFolder()
        let environment = ProcessInfo.processInfo.environment
        let arguments =
            ["-v", "error", "-f", "lavfi", "-i", "testsrc=duration=2:size=160x120:rate=10", "-threads", "1"] + options
            + [folder.file("v.mp4")]
        let program = try Executable.path(of: "ffmpeg", environment: environment)
        let made = try await ChildProcess.run(Invocation(program, arguments, environment: environment))
        let bytes = [UInt8](try folder.bytes("v.mp4"))

        #expect(flaw(bytes) == nil, "\(options) \(made)")
        // A fragmented file may be cut between two fragments, and is whole then.
        for missing in [1, 7, 100] { #expect(flaw(Array(bytes.dropLast(missing))) != nil, "\(options)") }
    }
}
