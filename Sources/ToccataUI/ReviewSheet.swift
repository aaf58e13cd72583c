import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// What is about to be sent: the only place that spends.
struct ReviewSheet {
    private let review: Review
    private let state: AppState
    private let layout: Layout
    private let rect: Rect
    private let lines: [Line]
    /// How many of the lines, the first of them, say where it goes and what of it costs money.
    private let essentialCount: Int

    init(_ review: Review, _ state: AppState, _ layout: Layout) {
        self.review = review
        self.state = state
        self.layout = layout
        let columns = min(76, layout.size.columns)
        (lines, essentialCount) = Self.text(review, state, columns: columns - 4)
        // The keys keep the last row, whatever else has to scroll.
        rect = layout.sheet(columns: columns, rows: lines.count + 4)
    }

    /// Where it is low, the air above the keys gives way.
    private var parts: (text: Rect, keys: Rect) {
        let inside = rect.inset(columns: 2, rows: 1)
        let (text, keys) = inside.splitBottom(inside.rows >= 8 ? 2 : 1)
        return (text, keys)
    }

    /// Whether there is room to see where it goes and that it costs money; more of that than four rows can be scrolled.
    var isReadable: Bool {
        let isWide = PlainText.columns(of: keys.prefix(4).map(\.0).joined()) <= parts.keys.columns
        return isWide && parts.text.rows >= min(4, essentialCount)
    }

    var room: Room {
        Room(columns: rect.columns, rows: max(1, parts.text.rows), content: lines.count, isReadable: isReadable)
    }

    func draw(_ frame: inout Frame) {
        guard isReadable else { return drawTooSmall(.review, state, layout, &frame) }
        _ = frame.sheet(rect, title: "Review and send", right: scrolls ?? "nothing has been sent yet")
        frame.draw(lines, in: parts.text, from: review.top)
        let last = parts.keys.line(parts.keys.rows - 1)
        frame.put(keys + [(last.columns >= 54 ? "   Enter does nothing here" : "", .dim)], in: last)
    }

    /// Which of the rows are shown, and the key that shows more; nil where all are.
    private var scrolls: String? {
        let rows = parts.text.rows
        guard lines.count > rows else { return nil }
        let top = min(max(0, review.top), lines.count - rows)
        let key = state.key(.move(top + rows < lines.count ? .down : .up), in: .moving)
        return "\(top + 1)-\(top + rows) of \(lines.count), \(key)"
    }

    private var keys: [(String, Style)] {
        let count = review.requests.count
        return [
            ("[y]", .key), (count > 1 ? " send \(count)   " : " send   ", .normal), ("[e]", .key),
            (" edit   ", .normal), ("[Esc]", .key), (" back", .normal),
        ]
    }

    private static func text(
        _ review: Review,
        _ state: AppState,
        columns: Int
    ) -> (lines: [Line], essentialCount: Int) {
        var block = TextBlock(columns: columns)
        addWarnings(review, state, to: &block)
        addDestination(review, state.destination.server(for: review.mode), to: &block)
        let essentialCount = block.lines.count
        addRequest(review, state, to: &block)
        return (block.lines, essentialCount)
    }

    /// What may keep a person from saying yes.
    private static func addWarnings(_ review: Review, _ state: AppState, to block: inout TextBlock) {
        let yes = state.key(.yes, in: .review)
        if let trouble = state.ledgerTrouble {
            let label = TroubleWords.label(trouble)
            block.add("\(label): \(yes) sends nothing, for nothing can be recorded.", .bad.bold)
        }
        if let said = state.compose.saidOfDraft {
            block.add("Unchanged since it failed. \(said.problem.message)", .warning.bold)
        }
        if let repetition = state.repetition(review) {
            let others = review.requests.count - 1
            let it = others == 0 ? "it once more" : "that one once more, beside \(others) new"
            block.add("\(repetition.words(at: state.now)). \(yes) sends \(it).", .warning.bold)
        }
        if state.ledgerTrouble == nil, let hold = HoldWords.warning(review, state) {
            block.add(hold, .warning.bold)
        }
    }

    /// Where it goes, and that it costs money.
    private static func addDestination(_ review: Review, _ server: ServerIdentity, to block: inout TextBlock) {
        let name = server.isLocal ? "LOCAL placeholder videos (bach-local)" : server.name
        block.add("Server", name, server.isLocal ? .warning : .normal)
        let count = review.requests.count
        if count > 1 {
            let price = server.isLocal ? "" : ", each is paid for"
            block.add("Tasks", "\(count), one for each seed: \(count) videos\(price)", .warning.bold)
        }
        if !server.isLocal { block.add("Cost", "A sent task cannot be cancelled and is billed.") }
    }

    private static func addRequest(_ review: Review, _ state: AppState, to block: inout TextBlock) {
        let request = VideoRequest(mode: review.mode, body: review.request)
        block.add("Request", summary(review, request))
        block.add("Prompt", request.prompt.isEmpty ? "(none)" : request.prompt, rows: 4)
        let isWhole = block.rows(of: request.prompt) <= 4
        let whole = isWhole ? "" : ", all of them below"
        block.add("", "\(request.prompt.unicodeScalars.count) characters\(whole)", .dim)
        addTexts(request, review.request, to: &block)
        addSeeds(review, to: &block)
        addPictures(review, request, state, to: &block)
        block.add("File", state.destination.folder)
        block.add("Used", used(review.use), .dim)
        addChanges(review.changes, to: &block)
        block.addBlank()
        block.add(meaning(state.destination.server(for: review.mode)), .dim)
        guard !isWhole else { return }
        block.addBlank()
        block.add("Prompt", request.prompt)
    }

    private static func addSeeds(_ review: Review, to block: inout TextBlock) {
        guard review.mode.hasSeedAndSound else {
            return block.add("Ext. id", "added when it is recorded: a lost answer can be looked up by it", .dim)
        }
        let seeds = review.seeds.map(String.init).joined(separator: ", ")
        let chosen = review.isSeedChosen ? "   (chosen here, sent as is)" : ""
        block.add(review.seeds.count > 1 ? "Seeds" : "Seed", (seeds.isEmpty ? "-" : seeds) + chosen)
    }

    private static func summary(_ review: Review, _ request: VideoRequest) -> String {
        var parts = [review.mode.rawValue, "\(request.duration) s"]
        if review.mode.hasAspectRatio { parts.append(request.aspectRatio) }
        if !review.mode.hasSeedAndSound {
            parts.append(review.request["mode"]?.stringValue ?? Default.quality)
            if request.wantsWatermark { parts.append("and a copy with a watermark") }
            return parts.joined(separator: ", ")
        }
        parts += [request.resolution, "\(request.framesPerSecond) fps", request.generatesAudio ? "audio" : "no audio"]
        if let guidance = review.request["cfg_scale"]?.doubleValue { parts.append("cfg \(guidance)") }
        if review.request["enhance_prompt"]?.boolValue == false { parts.append("prompt not enhanced") }
        if review.request["enable_moderation"]?.boolValue == false { parts.append("no moderation") }
        return parts.joined(separator: ", ")
    }

    private static func addTexts(_ request: VideoRequest, _ body: JSONValue, to block: inout TextBlock) {
        if !request.negativePrompt.isEmpty { block.add("Negative", request.negativePrompt, rows: 2) }
        if !request.audioPrompt.isEmpty { block.add("Audio", request.audioPrompt, rows: 2) }
        if let callback = request.callbackURL { block.add("Callback", callback, rows: 1) }
    }

    private static func addPictures(
        _ review: Review,
        _ request: VideoRequest,
        _ state: AppState,
        to block: inout TextBlock
    ) {
        if let url = request.imageURL {
            block.add("Image", PictureSource(url).shortName + upload(url, review.mode, state), rows: 1)
        }
        for (index, reference) in request.references.enumerated() {
            let label = index == 0 ? "Refs" : ""
            switch reference {
            case .image(let url):
                block.add(label, "\(index + 1) \(name(url))\(upload(url, review.mode, state))", rows: 1)
            case .subject(let subject):
                let pictures = FieldWords.pictures(subject.pictures.count) + uploads(subject, review.mode, state)
                block.add(label, "\(index + 1) \(subject.name) (\(pictures))", rows: 1)
            }
        }
    }

    /// A picture's name; what is neither link nor file is the picture itself.
    private static func name(_ url: String) -> String {
        url.contains("://") ? PictureSource(url).shortName : "a picture as base64, \(url.utf8.count) characters"
    }

    private static func upload(_ url: String, _ mode: Mode, _ state: AppState) -> String {
        guard url.hasPrefix("file://") else { return "" }
        let fact = FieldWords.picture(PictureSource(url), state)
        if !takesUploads(mode, state) { return fact + "  sent as base64" }
        return fact + (isUp(url, state) ? FieldWords.upload(PictureSource(url), state) : "  uploaded first")
    }

    /// How a subject's pictures of this machine get there; empty where it has none.
    private static func uploads(_ subject: SubjectInput, _ mode: Mode, _ state: AppState) -> String {
        let files = subject.pictures.filter { $0.hasPrefix("file://") }
        guard !files.isEmpty, takesUploads(mode, state) else { return "" }
        let count = files.count { !isUp($0, state) }
        return count == 0 ? ", uploaded" : ", \(count) uploaded first"
    }

    private static func takesUploads(_ mode: Mode, _ state: AppState) -> Bool {
        mode != .multiImageToVideo || state.destination.uploadsMultiImage
    }

    /// Whether the service has it already.
    private static func isUp(_ url: String, _ state: AppState) -> Bool {
        if case .done = state.upload(of: PictureSource(url)) { true } else { false }
    }

    private static func used(_ use: Review.Use) -> String {
        "\(use.all) sent there, \(use.today) today; only the service knows the cost"
    }

    /// What is another than in what was sent of this draft last.
    private static func addChanges(_ changes: [DraftChange]?, to block: inout TextBlock) {
        guard let changes else { return block.add("Changed", "nothing of this draft was sent before", .dim) }
        if changes.isEmpty { block.add("Changed", "nothing since this draft was sent last", .dim) }
        for (index, change) in changes.enumerated() {
            block.add(index == 0 ? "Changed" : "", "\(change.field.title): \(change.words)", rows: 2)
        }
    }

    private static func meaning(_ server: ServerIdentity) -> String {
        server.isLocal
            ? "The local server renders a placeholder, not a video of a model. It costs nothing."
            : "If the answer is lost, it is LOST? and never sent again by itself."
    }
}
