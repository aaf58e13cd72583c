import BachAPI

/// The ffmpeg command lines of a placeholder, as values.
///
/// Nothing from a request but numbers stands in them: words go through a subtitle file, pictures through files with
/// names of our own, all in one scratch directory that the commands run in.
struct PlaceholderRecipe {
    /// A stretch of the video that shows one picture.
    struct Scene: Equatable {
        var picture: Int
        var firstFrame: Int
        var endFrame: Int
    }

    static let captionFile = "caption.ass"
    static let videoFile = "video.mp4"

    let request: RenderRequest
    let scenes: [Scene]

    init(_ request: RenderRequest) {
        self.request = request
        let count = request.pictures.count
        scenes = (0..<count).compactMap { index in
            let scene = Scene(
                picture: index,
                firstFrame: request.frames * index / count,
                endFrame: request.frames * (index + 1) / count
            )
            return scene.endFrame > scene.firstFrame ? scene : nil
        }
    }

    static let quiet = ["-hide_banner", "-nostdin", "-v", "error", "-nostats", "-y"]
    /// One thread and no time stamps or versions in the file: the same request makes the same bytes.
    static let repeatable = [
        "-threads", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a",
        "+bitexact",
    ]
    static let oneThread = ["-filter_threads", "1", "-filter_complex_threads", "1"]

    static func pictureFile(_ index: Int) -> String { "picture\(index).ppm" }

    /// Decodes one picture, upright and without transparency, into the size at which the video uses it.
    func prepare(picture index: Int) -> [String] {
        let picture = request.pictures[index]
        let canvas = self.canvas
        let fit = "scale=\(canvas.width):\(canvas.height):force_original_aspect_ratio=decrease:flags=bicubic"
        let graph =
            "[0:v]\(Self.upright(picture.turn))\(fit),format=rgba[p];"
            + "color=c=0x20202C:s=\(canvas.width)x\(canvas.height)[b];"
            + "[b][p]overlay=(W-w)/2:(H-h)/2:format=rgb[v]"
        return Self.quiet + Self.oneThread + [
            "-protocol_whitelist", "file", "-f", Self.demuxer(picture.format),
        ] + Self.strictness(picture.format) + [
            "-noautorotate", "-max_pixels", "\(PictureFetcher.mostPixels)", "-i", picture.path,
            "-filter_complex", graph, "-map", "[v]", "-frames:v", "1", "-threads", "1", "-f", "image2",
            "-c:v", "ppm", Self.pictureFile(index),
        ]
    }

    /// Larger than the video where the camera moves inside it.
    private var canvas: VideoBox {
        guard request.family == .imageToVideo else {
            return VideoBox(width: request.size.width, height: request.size.height)
        }
        return VideoBox(width: request.size.width * 5 / 4, height: request.size.height * 5 / 4)
    }

    /// Makes the video out of the prepared pictures and the caption.
    func render() -> [String] {
        var choices = SeededChoices(seed: request.seed, text: request.prompt)
        var inputs: [String] = []
        let picture = scenes.isEmpty ? background(&choices, &inputs) : slides(&choices, &inputs)
        var arguments = Self.quiet + ["-progress", "pipe:1"] + Self.oneThread + inputs
        if request.hasAudio { arguments += ["-f", "lavfi", "-i", tones(&choices)] }
        let caption = "ass=\(Self.captionFile):fontsdir=\(Workbench.fontDirectory)"
        arguments += ["-filter_complex", "\(picture);[moving]\(caption),format=yuv420p[v]", "-map", "[v]"]
        arguments += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-r", "\(request.framesPerSecond)"]
        if request.hasAudio { arguments += ["-map", "\(max(1, scenes.count)):a", "-c:a", "aac", "-b:a", "96k"] }
        return arguments + Self.repeatable + ["-movflags", "+faststart", "-f", "mp4", Self.videoFile]
    }

    /// A drifting gradient, drawn small and enlarged: it has no detail to lose, and that is four times as quick.
    private func background(_ choices: inout SeededChoices, _ inputs: inout [String]) -> String {
        let size = "\(request.size.width / 4)x\(request.size.height / 4)"
        let kind = ["linear", "radial", "circular", "spiral"][choices.number(in: 0...3)]
        let colors = (0..<4).map { "c\($0)=\(Self.color(&choices))" }.joined(separator: ":")
        inputs += [
            "-f", "lavfi", "-i",
            "gradients=s=\(size):r=\(request.framesPerSecond):d=\(request.duration):nb_colors=4:\(colors)"
                + ":seed=\(choices.number(in: 0...1_000_000)):type=\(kind):speed=0.0\(choices.number(in: 10...25))",
        ]
        return "[0:v]scale=\(request.size.width):\(request.size.height):flags=bilinear[moving]"
    }

    /// Dark enough for white words.
    static func color(_ choices: inout SeededChoices) -> String {
        let parts = (0..<3).map { _ in choices.number(in: 16...150) }
        return "0x" + parts.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Each picture in its turn, under a slowly moving camera.
    private func slides(_ choices: inout SeededChoices, _ inputs: inout [String]) -> String {
        var graph: [String] = []
        for (input, scene) in scenes.enumerated() {
            inputs += ["-f", "image2", "-c:v", "ppm", "-i", Self.pictureFile(scene.picture)]
            let length = scene.endFrame - scene.firstFrame
            let camera = Self.camera(&choices, frames: length, strength: scenes.count == 1 ? 25 : 8)
            graph.append(
                "[\(input):v]zoompan=\(camera):d=\(length):s=\(request.size.width)x\(request.size.height)"
                    + ":fps=\(request.framesPerSecond),setsar=1[s\(input)]"
            )
        }
        let labels = scenes.indices.map { "[s\($0)]" }.joined()
        return graph.joined(separator: ";") + ";\(labels)concat=n=\(scenes.count):v=1:a=0[moving]"
    }

    /// In or out, towards a seeded corner; `strength` in percent.
    private static func camera(_ choices: inout SeededChoices, frames: Int, strength: Int) -> String {
        let span = max(1, frames - 1)
        let isIn = choices.number(in: 0...1) == 1
        let zoom = isIn ? "1+\(strength)*on/\(span * 100)" : "1+\(strength)*(\(span)-on)/\(span * 100)"
        let x = choices.number(in: 20...80)
        let y = choices.number(in: 20...80)
        return "z='\(zoom)':x='(iw-iw/zoom)*\(x)/100':y='(ih-ih/zoom)*\(y)/100'"
    }

    /// A seeded bed of slow tones.
    private func tones(_ choices: inout SeededChoices) -> String {
        let root = choices.number(in: 98_000...196_000)  // thousandths of a hertz
        let parts = [1000, 1500, 2000, 2500].map { ratio in
            let hertz = root * ratio / 1000
            let beat = choices.number(in: 50...300)
            return "0.07*sin(2*PI*\(hertz)*t/1000)*(0.6+0.4*sin(2*PI*\(beat)*t/1000))"
        }
        let fade = "min(1,t*4)*min(1,(\(request.duration)-t)*4)"
        let left = "\(fade)*(\(parts.joined(separator: "+")))"
        let right = "\(fade)*(\(parts.reversed().joined(separator: "+")))"
        return "aevalsrc='\(left)'|'\(right)':s=48000:d=\(request.duration)"
    }

    private static func upright(_ turn: PictureTurn) -> String {
        switch turn {
        case .none: ""
        case .mirrored: "hflip,"
        case .upsideDown: "hflip,vflip,"
        case .flipped: "vflip,"
        case .transposed: "transpose=0,"
        case .right: "transpose=1,"
        case .transversed: "transpose=3,"
        case .left: "transpose=2,"
        }
    }

    /// Half a JPEG is decoded with grey for the rest, unless ffmpeg is told to mind; the other decoders refuse by
    /// themselves.
    private static func strictness(_ format: PictureFormat) -> [String] {
        format == .jpeg ? ["-err_detect", "explode"] : []
    }

    /// By content, never by probing: ffmpeg must not take a picture for a playlist.
    private static func demuxer(_ format: PictureFormat) -> String {
        switch format {
        case .jpeg: "jpeg_pipe"
        case .png: "png_pipe"
        case .webp: "webp_pipe"
        case .gif: "gif"
        case .bmp: "bmp_pipe"
        case .tiff: "tiff_pipe"
        case .svg, .ico: "image2"
        }
    }
}
