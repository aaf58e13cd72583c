package import BachAPI

extension Subject {
    /// The body that has the service make its pictures (`custom-subject`); what is empty is left out.
    package var order: JSONValue {
        var body = JSONObject([("name", .string(name)), ("description", .string(description))])
        if !style.isEmpty { body["style"] = .string(style) }
        if !type.isEmpty { body["subject_type"] = .string(type) }
        return .object(body)
    }

    /// The subject that a task makes.
    package init(madeBy task: VideoTask, pictures: [PictureSource]) {
        let body = task.request
        self.init(
            name: body["name"]?.stringValue ?? "",
            description: body["description"]?.stringValue ?? "",
            style: body["style"]?.stringValue ?? Default.subjectStyle,
            type: body["subject_type"]?.stringValue ?? Default.subjectType,
            pictures: pictures
        )
    }
}
