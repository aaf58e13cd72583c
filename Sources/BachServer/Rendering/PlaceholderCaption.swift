import BachAPI

/// The words on a placeholder: that it is one, what was asked for, and the prompt.
struct PlaceholderCaption {
    private let request: RenderRequest
    private let fonts: FontBook

    static let notice = "PLACEHOLDER by bach-local: not a generated video"

    init(_ request: RenderRequest, fonts: FontBook) {
        self.request = request
        self.fonts = fonts
    }

    private var width: Int { request.size.width }
    private var height: Int { request.size.height }
    private var unit: Int { min(width, height) / 36 }
    private var seconds: Double { Double(request.duration) }

    /// The subtitle file.
    ///
    /// `scenes` are the pictures with the frames at which each begins and ends.
    func script(scenes: [PlaceholderRecipe.Scene]) -> String {
        let box = VideoBox(width: width, height: height)
        var script = SubtitleScript(size: box, family: fonts.mainFamily)
        let notice = layout(Self.notice, lines: 1, size: unit * 3 / 2)
        script.add(notice, at: .top, x: width / 2, y: unit, from: 0, until: seconds)
        let facts = layout(self.facts, lines: 1, size: unit)
        script.add(facts, at: .bottom, x: width / 2, y: height - unit, from: 0, until: seconds)
        if request.family == .textToVideo {
            let room = VideoBox(width: width * 86 / 100, height: height * 70 / 100)
            let prompt = CaptionLayout(request.prompt, in: room, sizes: unit...unit * 3, fonts: fonts)
            script.add(prompt, at: .center, x: width / 2, y: height / 2, from: 0, until: seconds)
        } else {
            addPictures(scenes, to: &script)
        }
        script.addProgressBar(height: max(4, unit / 3), seconds: request.duration)
        return script.text
    }

    private func addPictures(_ scenes: [PlaceholderRecipe.Scene], to script: inout SubtitleScript) {
        let prompt = layout(request.prompt, lines: 3, size: unit * 3 / 2)
        script.add(prompt, at: .bottom, x: width / 2, y: height - unit * 3, from: 0, until: seconds)
        guard request.family != .imageToVideo else { return }
        let frame = 1 / Double(request.framesPerSecond)
        for scene in scenes {
            let name = layout(request.pictures[scene.picture].name, lines: 1, size: unit * 2)
            script.add(
                name,
                at: .top,
                x: width / 2,
                y: unit * 4,
                from: Double(scene.firstFrame) * frame,
                until: Double(scene.endFrame) * frame
            )
        }
    }

    private func layout(_ text: String, lines: Int, size: Int) -> CaptionLayout {
        let box = VideoBox(width: width * 92 / 100, height: size * lines)
        return CaptionLayout(text, in: box, sizes: max(1, size * 2 / 3)...size, fonts: fonts)
    }

    private var facts: String {
        let sound = request.hasAudio ? "audio" : "no audio"
        return "\(request.family.title) · \(width)×\(height) · \(request.duration) s · "
            + "\(request.framesPerSecond) fps · \(sound) · seed \(request.seed)"
    }
}
