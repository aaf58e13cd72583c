package import BachAPI
import ToccataCore

/// A place in Compose that can have the focus.
package enum ComposeField: String, CaseIterable, Hashable, Sendable {
    case prompt, mode, image, references, duration, resolution, quality, aspectRatio, framesPerSecond, seed
    case variants, guidance, enhancement, negativePrompt, audio, audioPrompt, callback, moderation, watermark
    /// The button that opens the review.
    case review

    /// The fields of a mode, in the order of the form.
    package static func fields(of mode: Mode) -> [ComposeField] {
        allCases.filter { field in
            switch field {
            case .image, .moderation: mode == .imageToVideo
            case .references: mode.hasReferences
            case .resolution, .framesPerSecond, .seed, .variants, .audio, .audioPrompt: mode.hasSeedAndSound
            case .quality, .watermark: mode == .multiImageToVideo
            case .aspectRatio: mode.hasAspectRatio
            case .guidance, .enhancement: mode.hasModelFields
            default: true
            }
        }
    }

    /// What a field is to the keys.
    package enum Kind: Equatable, Sendable {
        case text, choice, link, button
    }

    package var kind: Kind {
        switch self {
        case .prompt, .image, .seed, .guidance, .negativePrompt, .audioPrompt, .callback: .text
        case .mode, .duration, .resolution, .quality, .aspectRatio, .framesPerSecond, .enhancement, .audio,
            .moderation, .watermark, .variants:
            .choice
        case .references: .link
        case .review: .button
        }
    }

    /// The name on the screen.
    package var title: String {
        switch self {
        case .prompt: "Prompt"
        case .mode: "Mode"
        case .image: "Image"
        case .references: "References"
        case .duration: "Duration"
        case .resolution: "Resolution"
        case .quality: "Quality"
        case .aspectRatio: "Aspect ratio"
        case .framesPerSecond: "FPS"
        case .seed: "Seed"
        case .variants: "Variants"
        case .guidance: "CFG scale"
        case .enhancement: "Enhance"
        case .negativePrompt: "Negative"
        case .audio: "Audio"
        case .audioPrompt: "Audio prompt"
        case .callback: "Callback URL"
        case .moderation: "Moderation"
        case .watermark: "Watermark"
        case .review: "Review"
        }
    }

    /// The field where a problem of the request is put right.
    package init(_ problem: FieldProblem) {
        let fields: [String: ComposeField] = [
            "prompt": .prompt, "image_url": .image, "duration": .duration, "resolution": .resolution,
            "aspect_ratio": .aspectRatio, "fps": .framesPerSecond, "seed": .seed, "cfg_scale": .guidance,
            "enhance_prompt": .enhancement, "negative_prompt": .negativePrompt, "generate_audio": .audio,
            "audio_prompt": .audioPrompt, "callback_url": .callback, "enable_moderation": .moderation,
            "reference_inputs": .references, "image_list": .references, "mode": .quality,
            "watermark_info": .watermark,
        ]
        self = problem.element == nil ? fields[problem.field] ?? .mode : .references
    }

    /// The draft's text behind a text field or a choice; nil for a link or a button.
    var text: WritableKeyPath<Draft, String>? {
        switch self {
        case .prompt: \.prompt
        case .mode: \.modeTitle
        case .image: \.imageText
        case .duration: \.duration
        case .resolution: \.resolution
        case .quality: \.qualityWord
        case .aspectRatio: \.aspectRatio
        case .framesPerSecond: \.framesPerSecond
        case .seed: \.seed
        case .variants: \.variants
        case .guidance: \.guidance
        case .enhancement: \.enhancementWord
        case .negativePrompt: \.negativePrompt
        case .audio: \.audioWord
        case .audioPrompt: \.audioPrompt
        case .callback: \.callbackURL
        case .moderation: \.moderationWord
        case .watermark: \.watermarkWord
        case .references, .review: nil
        }
    }

    /// What a choice can be, in order, where an empty text leaves it to the service; none for other kinds.
    package func choices(_ mode: Mode, limits: Limits = .current) -> [String] {
        switch self {
        case .mode: Mode.videos.map(\.title)
        case .duration: limits.durations(mode).map(String.init)
        case .resolution: limits.resolutions
        case .quality: limits.multiImage.qualities
        case .aspectRatio: limits.aspectRatios
        case .variants: (1...Draft.mostVariants).map(String.init)
        case .framesPerSecond: [""] + limits.framesPerSecond.map(String.init)
        case .enhancement, .audio, .moderation, .watermark: ["off", "on"]
        default: []
        }
    }
}

extension Draft {
    fileprivate var modeTitle: String {
        get { mode.title }
        set { mode = Mode.videos.first { $0.title == newValue } ?? mode }
    }

    fileprivate var imageText: String {
        get { image.text }
        set { image = PictureSource(typed: newValue) }
    }

    /// The service enhances unless told otherwise, so only a "no" is said.
    fileprivate var enhancementWord: String {
        get { enhancesPrompt == false ? "off" : "on" }
        set { enhancesPrompt = newValue == "off" ? false : nil }
    }

    fileprivate var audioWord: String {
        get { generatesAudio == true ? "on" : "off" }
        set { generatesAudio = newValue == "on" ? true : nil }
    }

    fileprivate var qualityWord: String {
        get { quality.isEmpty ? Default.quality : quality }
        set { quality = newValue }
    }

    fileprivate var watermarkWord: String {
        get { watermarks == true ? "on" : "off" }
        set { watermarks = newValue == "on" ? true : nil }
    }

    /// The service moderates unless told otherwise, so only a "no" is said.
    fileprivate var moderationWord: String {
        get { moderates == false ? "off" : "on" }
        set { moderates = newValue == "off" ? false : nil }
    }
}
