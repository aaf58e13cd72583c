import BachAPI

/// The options of `submit` that become fields of the request: the API's own names with dashes.
struct SubmitOption: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case text, number
        /// Also as `--no-…`.
        case toggle
    }

    let field: String
    let kind: Kind
    let modes: [Mode]
    let help: String

    var flag: String { "--" + field.map { $0 == "_" ? "-" : String($0) }.joined() }

    static let all: [SubmitOption] = [
        .init("prompt", .text, "what to show; @FILE reads it from a file"),
        .init("negative_prompt", .text, "what to keep out"),
        .init("duration", .number, "seconds, 1 to 6 (default 6); multi-image2video: 5 or 10 (default 5)"),
        .init("resolution", .text, "720p or 1080p (default 720p)", bachModes),
        .init("aspect_ratio", .text, "16:9, 9:16 or 1:1", Mode.videos.filter(\.hasAspectRatio)),
        .init("fps", .number, "24 or 30", bachModes),
        .init("seed", .number, "0 to 10000000; left out, Toccata picks one and sends it", bachModes),
        .init("cfg_scale", .number, "1.0 to 15.0", [.textToVideo, .imageToVideo]),
        .init("enhance_prompt", .toggle, "let the service improve the prompt", [.textToVideo, .imageToVideo]),
        .init("generate_audio", .toggle, "make a sound track", bachModes),
        .init("audio_prompt", .text, "what is to be heard; needs --generate-audio", bachModes),
        .init("callback_url", .text, "told by the service when the task is done"),
        .init("enable_moderation", .toggle, "let the service check text and pictures", [.imageToVideo]),
        .init("mode", .text, "std or pro (default std)", [.multiImageToVideo]),
        .init("watermark", .toggle, "watermark_info.enabled: make a copy with a watermark, too", [.multiImageToVideo]),
        .init("external_task_id", .text, "an id of your own; left out, Toccata makes one", [.multiImageToVideo]),
    ]

    private static let bachModes = Mode.videos.filter { $0.dialect == .bach }

    static func named(_ field: String) -> SubmitOption? { all.first { $0.field == field } }

    private init(_ field: String, _ kind: Kind, _ help: String, _ modes: [Mode] = Mode.videos) {
        self.field = field
        self.kind = kind
        self.modes = modes
        self.help = help
    }
}
