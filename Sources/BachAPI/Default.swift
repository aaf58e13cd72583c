/// What a request takes when a field is left out.
package enum Default {
    package static let model = "bach-1.0-preview"
    package static let aspectRatio = "16:9"
    package static let framesPerSecond = 30
    package static let guidance = 5.0
    package static let multiImageModel = "kling-v1-6"
    package static let quality = "std"
    /// Seconds of a multi-image video.
    package static let multiImageDuration = 5
    package static let subjectStyle = "realistic"
    package static let subjectType = "character"
}
