package import BachAPI

/// One of the up to nine references of elements to video, in the order in which they are sent.
package enum Reference: Equatable, Sendable {
    case image(PictureSource)
    case subject(Subject)

    package var pictures: [PictureSource] {
        switch self {
        case .image(let picture): [picture]
        case .subject(let subject): subject.pictures
        }
    }

    /// The element of `reference_inputs` (`elements-to-video`, reference_inputs Details).
    package func element(in places: Places) -> JSONValue {
        switch self {
        case .image(let picture): ["type": "image", "url": .string(picture.requestValue(in: places))]
        case .subject(let subject): subject.element(in: places)
        }
    }
}
