/// A subtitle file (ASS) that puts text on a video.
///
/// Text from a request never acts as syntax: braces are escaped, a backslash is drawn as the set-minus sign, and
/// line ends were taken out before.
struct SubtitleScript {
    enum Anchor: Int {
        case bottomLeft = 1, bottom = 2, center = 5, topLeft = 7, top = 8, topRight = 9
    }

    private let size: VideoBox
    private let family: String
    private var events: [String] = []

    init(size: VideoBox, family: String) {
        self.size = size
        self.family = family
    }

    /// Puts lines at a place, from one time to another (seconds).
    mutating func add(
        _ layout: CaptionLayout,
        at anchor: Anchor,
        x: Int,
        y: Int,
        from start: Double,
        until end: Double
    ) {
        let lines = layout.lines.map { line in line.map(text).joined() }.joined(separator: "\\N")
        let place = "{\\an\(anchor.rawValue)\\pos(\(x),\(y))\\fs\(layout.fontSize)}"
        add(place + lines, from: start, until: end)
    }

    /// How thick the lines around a shape are, and how far its shadow falls, in pixels.
    struct Lines: Equatable {
        var border: Int
        var shadow: Int
    }

    /// Puts a shape in a colour (`0xRRGGBB`) where its own points say.
    mutating func add(_ drawing: String, color: Int, _ lines: Lines) {
        // Written from blue to red.
        let parts = [color & 0xFF, color >> 8 & 0xFF, color >> 16 & 0xFF]
        let digits = parts.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let look = "\\bord\(lines.border)\\shad\(lines.shadow)\\1c&H\(digits)&\\3c&H201818&"
        add("{\\an7\\pos(0,0)\(look)\\p1}\(drawing)", from: 0, until: 10)
    }

    /// A bar along the lower edge that grows with the time.
    mutating func addProgressBar(height: Int, seconds: Int) {
        let shape = "m 0 0 l \(size.width) 0 \(size.width) \(height) 0 \(height)"
        let grow = "\\fscx0\\t(0,\(seconds * 1000),\\fscx100)"
        let place = "{\\an7\\pos(0,\(size.height - height))\\bord0\\shad0\\alpha&H60&\(grow)\\p1}"
        add(place + shape, from: 0, until: Double(seconds))
    }

    private mutating func add(_ text: String, from start: Double, until end: Double) {
        events.append("Dialogue: 0,\(Self.time(start)),\(Self.time(end)),Caption,,0,0,0,,\(text)")
    }

    private func text(_ piece: CaptionText.Piece) -> String {
        let text = piece.text.replacing("\\", with: "∖").replacing("{", with: "\\{").replacing("}", with: "\\}")
        return "{\\fn\(piece.family)}" + text
    }

    /// `H:MM:SS.cc`.
    private static func time(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        let parts = [hundredths / 6000 % 60, hundredths / 100 % 60, hundredths % 100].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }
        return "\(hundredths / 360_000):\(parts[0]):\(parts[1]).\(parts[2])"
    }

    var text: String {
        """
        [Script Info]
        ScriptType: v4.00+
        PlayResX: \(size.width)
        PlayResY: \(size.height)
        WrapStyle: 2
        ScaledBorderAndShadow: yes

        [V4+ Styles]
        Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, \
        Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, \
        MarginR, MarginV, Encoding
        Style: Caption,\(family),40,&H00FFFFFF,&H00FFFFFF,&H30000000,&H80000000,0,0,0,0,100,100,0,0,1,2,1,5,0,0,0,1

        [Events]
        Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
        \(events.joined(separator: "\n"))

        """
    }
}
