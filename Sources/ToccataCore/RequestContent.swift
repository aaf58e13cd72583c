package import BachAPI

/// The words and pictures of a request, which a service refuses or takes whatever length, size or seed stand beside them.
package struct RequestContent: Equatable, Sendable {
    private let words: [String?]
    private let pictures: [String]

    /// - Parameter urls: Where pictures of this machine were uploaded to, by their paths: the same picture stands in a
    ///   request as a path until it is sent, and as a link from then on.
    package init(_ request: JSONValue, urls: [String: String] = [:]) {
        words = ["prompt", "negative_prompt", "audio_prompt", "description"].map { name in
            request[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        }
        let uploaded = LocalPictures.replacing(urls, in: request)
        pictures = LocalPictures.links(in: uploaded) + LocalPictures.paths(in: uploaded)
    }
}
