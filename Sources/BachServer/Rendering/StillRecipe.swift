import BachAPI

/// The ffmpeg command line and the captions of one picture of a subject, as values.
///
/// The same name and description make the same picture; a style changes its ground and its lines, a type its figure.
struct StillRecipe {
    /// Pixels of each side.
    static let side = 720
    static let figureFile = "figure.ass"
    static let captionFile = "caption.ass"
    static let notice = "PLACEHOLDER by bach-local: not a generated picture"

    private let request: StillRequest
    private let view: SubjectView
    private let fonts: FontBook
    private let ground: String
    private let figure: StillFigure

    init(_ request: StillRequest, _ view: SubjectView, fonts: FontBook) {
        self.request = request
        self.view = view
        self.fonts = fonts
        // Every view begins with the same choices, so that the four go together.
        var choices = SeededChoices(seed: 0, text: request.name + "\n" + request.description)
        figure = StillFigure(request, view, &choices)
        ground = Self.ground(request.style, &choices)
    }

    /// Makes the picture out of the two files of captions.
    var command: [String] {
        let size = Self.side
        // Pixels as large as a finger: the figure is made small, and every point a square.
        let small = "scale=\(size / 12):\(size / 12):flags=area,scale=\(size):\(size):flags=neighbor"
        let filters =
            [
                "scale=\(size):\(size):flags=bilinear", ass(Self.figureFile),
            ] + (request.style == "pixel" ? [small] : []) + [ass(Self.captionFile), "format=rgb24"]
        return PlaceholderRecipe.quiet + PlaceholderRecipe.oneThread + [
            "-f", "lavfi", "-i", ground, "-vf", filters.joined(separator: ","), "-frames:v", "1",
        ] + PlaceholderRecipe.repeatable + ["-c:v", "png", "-f", "image2", "-update", "1", view.file]
    }

    private func ass(_ file: String) -> String { "ass=\(file):fontsdir=\(Workbench.fontDirectory)" }

    private static func ground(_ style: String, _ choices: inout SeededChoices) -> String {
        let colors = [PlaceholderRecipe.color(&choices), PlaceholderRecipe.color(&choices)]
        if style == "cartoon" { return "color=c=\(colors[0]):s=\(side)x\(side):r=1:d=1" }
        let kind = style == "realistic" ? "radial" : "linear"
        let bright = style == "anime" ? "0x6FB7D6" : colors[1]
        return "gradients=s=\(side / 4)x\(side / 4):r=1:d=1:nb_colors=2:c0=\(colors[0]):c1=\(bright)"
            + ":x0=\(side / 8):y0=0:x1=\(side / 8):y1=\(side / 4):type=\(kind):seed=1"
    }

    private var lines: SubtitleScript.Lines {
        switch request.style {
        case "cartoon": .init(border: 8, shadow: 0)
        case "3d": .init(border: 0, shadow: 14)
        case "anime": .init(border: 4, shadow: 0)
        case "pixel": .init(border: 10, shadow: 0)
        default: .init(border: 1, shadow: 4)
        }
    }

    private var box: VideoBox { VideoBox(width: Self.side, height: Self.side) }

    var figureScript: String {
        var script = SubtitleScript(size: box, family: fonts.mainFamily)
        for part in figure.parts { script.add(part.drawing, color: part.color, lines) }
        return script.text
    }

    var captionScript: String {
        var script = SubtitleScript(size: box, family: fonts.mainFamily)
        let middle = Self.side / 2
        let facts = "subject · \(request.type) · \(request.style)"
        for (text, size, anchor, y) in [
            (Self.notice, 26, SubtitleScript.Anchor.top, 14), (view.title, 56, .top, 50),
            (request.name, 60, .bottom, Self.side - 56), (facts, 24, .bottom, Self.side - 16),
        ] {
            let room = VideoBox(width: Self.side * 94 / 100, height: size)
            let layout = CaptionLayout(text, in: room, sizes: size / 3...size, fonts: fonts)
            script.add(layout, at: anchor, x: middle, y: y, from: 0, until: 10)
        }
        return script.text
    }
}
