/// The check of `image_url` in the older shape of elements to video: URLs, and arrays of URLs that are subjects.
///
/// The page gives only the messages; what a body looks like follows from them. Subject fields stand at the top and
/// count once there is an array.
enum NestedURLRules {
    static let check: FieldRule.Check = { fields in
        guard let value = fields.object["image_url"], !value.isNull, let elements = value.arrayValue else {
            return [FieldProblem("image_url", Message.imageURLRequired)]
        }
        if elements.isEmpty { return [FieldProblem("image_url", Message.imageURLEmpty)] }
        if elements.count > fields.limits.references.upperBound {
            return [FieldProblem("image_url", Message.tooManyReferences)]
        }
        return elements.enumerated().compactMap { index, element in
            message(for: element, index, fields.limits).map { FieldProblem("image_url", element: index, $0) }
        }
    }

    /// The list's row of the table.
    static let list = FieldRule(
        "image_url",
        .list(\.references, check: check),
        missing: Message.imageURLRequired,
        refused: Message.imageURLEmpty,
        tooLong: Message.tooManyReferences
    ).saying(
        Message.referenceNull("{n}"),
        Message.referenceURLEmpty("{n}"),
        Message.imageURLInvalid,
        Message.picturesEmpty("{n}"),
        Message.tooManyPictures("{n}"),
        Message.pictureNoString("{n}", "{m}"),
        Message.pictureEmpty("{n}", "{m}"),
        Message.elementType("{n}")
    )

    private static func message(for element: JSONValue, _ index: Int, _ limits: Limits) -> String? {
        switch element {
        case .null: Message.referenceNull(index)
        case .string(""): Message.referenceURLEmpty(index)
        case .string(let url): RequestRules.isWebURL(url) ? nil : Message.imageURLInvalid
        case .array(let urls): message(forSubject: urls, index, limits)
        default: Message.elementType(index)
        }
    }

    private static func message(forSubject urls: [JSONValue], _ index: Int, _ limits: Limits) -> String? {
        if urls.isEmpty { return Message.picturesEmpty(index) }
        if urls.count > limits.picturesPerSubject.upperBound { return Message.tooManyPictures(index) }
        return urls.enumerated().lazy.compactMap { ReferenceRules.message(forPicture: $1, index, $0) }.first
    }

    /// The subject's fields, which count only beside an array of URLs; no message speaks of a style.
    static let subject = [FieldTable.subjectName, FieldTable.subjectDescription, FieldTable.subjectType].map {
        $0.counting("beside an array of URLs in image_url", when: hasSubject)
    }

    private static func hasSubject(_ fields: RequestRules.Fields) -> Bool {
        fields.object["image_url"]?.arrayValue?.contains { $0.arrayValue != nil } ?? false
    }
}
