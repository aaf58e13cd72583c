import FoundationEssentials

/// The check of `image_list` in `multi-image-to-video`: up to four pictures, each a URL or raw base64.
///
/// What a URL leads to nobody knows before it is fetched; base64 is looked into at once.
enum PictureListRules {
    static let check: FieldRule.Check = { fields in
        guard let value = fields.object["image_list"], !value.isNull, let elements = value.arrayValue else {
            return [FieldProblem("image_list", Message.Kling.pictureListRequired)]
        }
        if elements.isEmpty { return [FieldProblem("image_list", Message.Kling.pictureListRequired)] }
        if elements.count > fields.limits.multiImage.pictures.upperBound {
            return [FieldProblem("image_list", Message.Kling.tooManyPictures)]
        }
        return elements.enumerated().compactMap { index, element in
            message(for: element["image"], index, fields.limits).map { FieldProblem("image", element: index, $0) }
        }
    }

    private static func message(for picture: JSONValue?, _ index: Int, _ limits: Limits) -> String? {
        guard let text = picture?.stringValue, !text.isEmpty else { return Message.Kling.pictureRequired(index) }
        if text.lowercased().hasPrefix("data:") { return Message.Kling.pictureHasPrefix(index) }
        if RequestRules.isWebURL(text) { return nil }
        guard !text.contains("://"), let data = Data(base64Encoded: text) else {
            return Message.Kling.pictureNoBase64(index)
        }
        return PictureListRules.message(for: data, index, limits)
    }

    /// What is wrong with a picture that is here as bytes.
    static func message(for data: Data, _ index: Int, _ limits: Limits) -> String? {
        let kling = limits.multiImage
        if data.count > limits.pictureSize { return Message.Kling.pictureTooLarge(index) }
        guard let header = PictureHeader(data), kling.formats.contains(header.format), let size = header.size else {
            return Message.Kling.pictureFormat(index)
        }
        if min(size.width, size.height) < limits.pictureSide { return Message.Kling.pictureTooSmall(index) }
        let isInShape = kling.pictureRatios.contains(Double(size.width) / Double(size.height))
        return isInShape ? nil : Message.Kling.pictureShape(index)
    }
}
