import BachAPI
import PlainText
import ToccataApp
import ToccataCore

/// What a field of Compose shows.
enum FieldWords {
    static func value(_ field: ComposeField, _ state: AppState) -> String {
        let text = state.compose.text(of: field)
        switch field {
        case .duration: return text.isEmpty ? "-" : "\(text) s"
        case .framesPerSecond: return text.isEmpty ? "30 (default)" : text
        case .seed: return text.isEmpty ? "chosen at review" : text
        case .variants: return state.compose.draft.variantCount > 1 ? "\(text), seed +1" : "1"
        case .guidance: return text.isEmpty ? "5.0 (default)" : text
        case .references: return references(state.compose.draft)
        case .image: return text.isEmpty ? "URL or path" : text
        case .review: return "[Review]  C-x Enter"
        default: return text.isEmpty ? "-" : text
        }
    }

    /// How many characters a long text field takes; nil for a short one.
    static func limit(_ field: ComposeField, _ mode: Mode) -> Int? {
        let limits = Limits.current
        switch field {
        case .negativePrompt: return limits.promptLength(mode)
        case .audioPrompt: return limits.audioPromptLength
        case .callback: return limits.callbackLength
        default: return nil
        }
    }

    static func references(_ draft: Draft) -> String {
        let references = draft.references
        let pictures = references.reduce(0) { $0 + $1.pictures.count }
        if draft.mode == .multiImageToVideo {
            return "\(pictures)/\(Limits.current.multiImage.pictures.upperBound) pictures"
        }
        let most = Limits.current.references.upperBound
        return "\(references.count)/\(most), \(self.pictures(pictures))"
    }

    static func pictures(_ count: Int) -> String { count == 1 ? "1 picture" : "\(count) pictures" }

    /// `12 uses, 3h ago`; nil for a subject that no task was sent with.
    static func uses(of subject: Subject, _ state: AppState) -> String? {
        state.subjectUses[subject.name]?.words(at: state.now)
    }

    /// What is known of a picture: `  PNG 1600x1200 2.1 MB`; empty where there is nothing to say.
    static func picture(_ picture: PictureSource, _ state: AppState) -> String {
        switch state.pictures.check(of: picture, in: state.places) {
        case .remote: return ""
        case .unknown, .running: return "  looking ..."
        case .found(.unreadable): return "  !"
        case .found(.file(let format, let bytes, let width, let height)):
            let side = width.flatMap { width in height.map { " \(width)x\($0)" } } ?? ""
            return "  \(format.map { $0.rawValue.uppercased() } ?? "no picture")\(side) \(TaskWords.megabytes(bytes))"
        }
    }

    /// How a picture gets to the service: `  uploaded 2h ago`; empty while nobody knows.
    static func upload(_ picture: PictureSource, _ state: AppState) -> String {
        switch state.upload(of: picture) {
        case .unknown: ""
        case .asItIs: picture.isData ? "  base64 as it is" : "  URL as it is"
        case .base64: "  goes as base64"
        case .waiting: "  not uploaded"
        case .uploading(let percent): "  uploading \(percent)%"
        case .done(let time): "  uploaded \(Age.ago(time, now: state.now))"
        }
    }

    /// What is shown of a picture's name where there is room for so much: all, or else its end.
    static func name(of picture: PictureSource, columns: Int) -> String {
        let isWhole = PlainText.columns(of: PlainText.line(picture.text)) <= columns
        return PlainText.cut(isWhole ? picture.text : picture.shortName, to: max(1, columns))
    }

    /// A picture's name, what is known of it and how it gets to the service, as far as there is room, the name first.
    static func facts(_ picture: PictureSource, _ state: AppState, columns: Int) -> (name: String, facts: String) {
        let upload = upload(picture, state)
        let whole = self.picture(picture, state) + upload
        let room = columns - PlainText.columns(of: whole)
        // Where there is little room, what is still to happen to it counts more than what it is.
        guard room < 12, !upload.isEmpty else { return (name(of: picture, columns: room), whole) }
        return (name(of: picture, columns: columns - PlainText.columns(of: upload)), upload)
    }

    /// How many of the references' files are up, nil where there are none: `1 of 3 files uploaded`.
    static func uploads(_ state: AppState, _ word: String = "uploaded") -> String? {
        guard let count = state.uploadCount, state.compose.draft.mode.hasReferences else { return nil }
        let isEmbedded = state.compose.draft.mode == .multiImageToVideo && !state.destination.uploadsMultiImage
        let files = count.all == 1 ? "1 file" : "\(count.all) files"
        return isEmbedded ? "\(files) as base64" : "\(count.done) of \(files) \(word)"
    }

    /// `412/10000`, in Unicode scalars, as the service is taken to count.
    static func count(_ text: String, of most: Int) -> String { "\(text.unicodeScalars.count)/\(most)" }
}
