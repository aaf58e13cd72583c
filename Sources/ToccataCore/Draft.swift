package import BachAPI

/// A request in the making, as its author typed it.
///
/// Fields are text, so that wrong input is kept and shown with its message instead of being lost. An empty field
/// is left out of the request, a switch that was not touched too.
package struct Draft: Equatable, Sendable {
    package var mode: Mode
    package var prompt: String
    package var negativePrompt: String
    package var resolution: String
    package var aspectRatio: String
    package var duration: String
    /// Empty unless touched: one page knows 24 only, so the service's own default is the safest.
    package var framesPerSecond: String
    package var guidance: String
    package var seed: String
    /// How many tasks one send makes, with seeds that follow each other.
    package var variants: String
    package var enhancesPrompt: Bool?
    package var generatesAudio: Bool?
    package var audioPrompt: String
    package var callbackURL: String
    package var moderates: Bool?
    /// Multi-image's `std` or `pro`; empty leaves it to the service.
    package var quality: String
    /// Whether multi-image makes a copy with a watermark, too.
    package var watermarks: Bool?
    /// The sender's own id of a multi-image task; a draft that is kept has none, for a task must not share it.
    package var externalID: String
    /// Image to video's picture.
    package var image: PictureSource
    /// The references of elements to video; multi-image takes their images.
    package var references: [Reference]

    /// The first draft: text to video with defaults that can be sent once there is a prompt.
    package init(mode: Mode = .textToVideo, prompt: String = "") {
        self.mode = mode
        self.prompt = prompt
        negativePrompt = ""
        resolution = "720p"
        aspectRatio = Default.aspectRatio
        duration = mode == .multiImageToVideo ? String(Default.multiImageDuration) : "6"
        framesPerSecond = ""
        guidance = ""
        seed = ""
        variants = "1"
        audioPrompt = ""
        callbackURL = ""
        quality = ""
        externalID = ""
        image = PictureSource("")
        references = []
    }
}
