/// Where a fact about the API stands; every figure and text of ours names one.
package enum Page: String, CaseIterable, Sendable {
    case textToVideo = "text-to-video"
    case imageToVideo = "image-to-video"
    case elementsToVideo = "elements-to-video"
    case multiImageToVideo = "multi-image-to-video"
    case generalInformation = "general-information"
    /// The vendor's page about models and lengths, of which only the beginning is known.
    case capabilityMap = "capability-map"
    /// The vendor's page about subjects from text, of which only the beginning is known.
    case customSubject = "custom-subject"
    /// The vendor's page about uploads, of which only the beginning is known.
    case bachUpload = "bach-upload"
    /// Kling's own documentation, from which `multi-image-to-video` was taken.
    case kling
    /// No page says it: an assumption of ours.
    case ours
}
