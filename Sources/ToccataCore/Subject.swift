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
