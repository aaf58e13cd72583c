/// The check of `reference_inputs`, in the general page's words, which are older than the field.
package enum ReferenceRules {
    static let check: FieldRule.Check = { fields in
        guard let value = fields.object["reference_inputs"], !value.isNull else {
            return [FieldProblem("reference_inputs", Message.imageURLRequired)]
        }
        guard let elements = value.arrayValue else {
            return [FieldProblem("reference_inputs", Message.imageURLRequired)]
        }
        if elements.isEmpty { return [FieldProblem("reference_inputs", Message.imageURLEmpty)] }
        if elements.count > fields.limits.references.upperBound {
            return [FieldProblem("reference_inputs", Message.tooManyReferences)]
        }
        return elements.enumerated().flatMap { problems(in: $1, at: $0, limits: fields.limits) }
    }

    /// What is wrong with one element, at most once a field, in the order of the page's tables.
    package static func problems(in element: JSONValue, at index: Int, limits: Limits = .current) -> [FieldProblem] {
        if element.isNull {
            return [FieldProblem("reference_inputs", element: index, Message.referenceNull(index))]
        }
        switch element["type"]?.stringValue {
        case "image": return imageProblems(element, index)
        case "subject": return picturesProblems(element, index, limits) + subjectProblems(element, index, limits)
        default: return [FieldProblem("type", element: index, Message.referenceType(index))]
        }
    }

    private static func imageProblems(_ element: JSONValue, _ index: Int) -> [FieldProblem] {
        let url = element["url"] ?? .null
        if url.isNull || url == .string("") {
            return [FieldProblem("url", element: index, Message.referenceURLEmpty(index))]
        }
        let isValid = url.stringValue.map(RequestRules.isWebURL) ?? false
        return isValid ? [] : [FieldProblem("url", element: index, Message.imageURLInvalid)]
    }

    private static func picturesProblems(_ element: JSONValue, _ index: Int, _ limits: Limits) -> [FieldProblem] {
        let pictures = element["images"]?.arrayValue ?? []
        if pictures.isEmpty { return [FieldProblem("images", element: index, Message.picturesEmpty(index))] }
        if pictures.count > limits.picturesPerSubject.upperBound {
            return [FieldProblem("images", element: index, Message.tooManyPictures(index))]
        }
        for (position, picture) in pictures.enumerated() {
            guard let message = message(forPicture: picture, index, position) else { continue }
            return [FieldProblem("images", element: index, position: position, message)]
        }
        if pictures.count < limits.picturesPerSubject.lowerBound {
            return [FieldProblem("images", element: index, Message.tooFewPictures(index))]
        }
        return []
    }

    /// What is wrong with one picture of a subject.
    static func message(forPicture picture: JSONValue, _ index: Int, _ position: Int) -> String? {
        guard let url = picture.stringValue else { return Message.pictureNoString(index, position) }
        if url.isEmpty { return Message.pictureEmpty(index, position) }
        return RequestRules.isWebURL(url) ? nil : Message.imageURLInvalid
    }

    private static func subjectProblems(_ element: JSONValue, _ index: Int, _ limits: Limits) -> [FieldProblem] {
        let subject = element["subject"]?.objectValue ?? JSONObject()
        let fields = RequestRules.Fields(object: subject, family: .elementsToVideo, limits: limits)
        return FieldTable.subject.flatMap { $0.problems(in: fields) }
            .map { FieldProblem($0.field, element: index, $0.message) }
    }
}
