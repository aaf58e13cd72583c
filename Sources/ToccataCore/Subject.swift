package import BachAPI

/// A person or thing that has to look the same throughout, shown from two to four sides.
package struct Subject: Equatable, Sendable {
    package var name: String
    package var description: String
    package var style: String
    package var type: String
    package var pictures: [PictureSource]

    package init(
        name: String = "",
        description: String = "",
        style: String = Default.subjectStyle,
        type: String = Default.subjectType,
        pictures: [PictureSource] = []
    ) {
        self.name = name
        self.description = description
        self.style = style
        self.type = type
        self.pictures = pictures
    }

    /// The subject as a request can hold it: what a subject was made from may be longer than what a reference to it
    /// may say, so the description is cut.
    package var fitted: Subject {
        var subject = self
        let scalars = description.unicodeScalars.prefix(Limits.current.subjectDescriptionLength)
        subject.description = String(String.UnicodeScalarView(scalars))
        return subject
    }

    /// What is lost in ``fitted``, as a sentence; nil when nothing is.
    package var cutNotice: String? {
        let (length, limit) = (description.unicodeScalars.count, Limits.current.subjectDescriptionLength)
        guard length > limit else { return nil }
        return "The description of \(name) is cut to its first \(limit) of \(length) characters: a reference has no "
            + "room for more."
    }

    /// The element of `reference_inputs`; an empty description is left out.
    package func element(in places: Places) -> JSONValue {
        var subject = JSONObject([("subject_name", .string(name))])
        if !description.isEmpty { subject["subject_desc"] = .string(description) }
        subject["subject_style"] = .string(style)
        subject["subject_type"] = .string(type)
        return [
            "type": "subject",
            "images": .array(pictures.map { .string($0.requestValue(in: places)) }),
            "subject": .object(subject),
        ]
    }
}
