import BachAPI
import FoundationEssentials
import ProcessKit

/// Makes the copy with a watermark that `watermark_info` asks for, whatever program made the video.
struct Watermarker: Sendable {
    private let room: Workbench.Room

    static let words = "bach-local"
    private static let captionFile = "watermark.ass"
    private static let videoFile = "watermark.mp4"

    init(environment: [String: String], fonts: FontBook, scratch: String) {
        room = Workbench.Room(environment: environment, fonts: fonts, scratch: scratch, timeout: .seconds(300))
    }

    /// Writes a copy of `video` with the words in its upper right corner to `output`, or throws an error with a
    /// sentence.
    ///
    /// - Parameter size: Of the video, in pixels.
    func mark(_ video: String, size: VideoSize, to output: String) async throws {
        try await Workbench.use(in: room) { bench in
            try bench.write(caption(size), as: Self.captionFile)
            let result = try await bench.run(Self.command(video))
            guard result.isSuccess else { throw bench.failure(result) }
            try FileManager.default.moveItem(atPath: "\(bench.directory)/\(Self.videoFile)", toPath: output)
        }
    }

    private static func command(_ video: String) -> [String] {
        PlaceholderRecipe.quiet + PlaceholderRecipe.oneThread
            + ["-protocol_whitelist", "file", "-f", "mp4", "-i", video]
            + ["-filter_complex", "[0:v]ass=\(captionFile):fontsdir=\(Workbench.fontDirectory),format=yuv420p[v]"]
            + ["-map", "[v]", "-map", "0:a?", "-c:a", "copy", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20"]
            + PlaceholderRecipe.repeatable + ["-movflags", "+faststart", "-f", "mp4", videoFile]
    }

    /// Below the line that says what a placeholder is, for as long as any video lasts.
    private func caption(_ size: VideoSize) -> String {
        let unit = min(size.width, size.height) / 36
        let box = VideoBox(width: size.width, height: size.height)
        var script = SubtitleScript(size: box, family: room.fonts.mainFamily)
        let line = VideoBox(width: size.width / 2, height: unit * 3 / 2)
        let layout = CaptionLayout(Self.words, in: line, sizes: unit...unit * 3 / 2, fonts: room.fonts)
        script.add(layout, at: .topRight, x: size.width - unit, y: unit * 3, from: 0, until: 35_999)
        return script.text
    }
}
