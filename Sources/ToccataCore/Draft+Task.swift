import BachAPI

extension Draft {
    /// The draft that sends what a task sends, seed and pictures included; a sender's own id is left behind, for no two
    /// tasks may share it.
    ///
    /// - Parameter paths: The files of this machine that links stand for.
    package init(of task: VideoTask, paths: [String: String] = [:]) {
        let body = task.request
        self.init(mode: task.mode)
        for (name, field) in Self.members(of: task.mode) { self[keyPath: field] = Self.text(body[name]) }
        enhancesPrompt = body["enhance_prompt"]?.boolValue
        generatesAudio = body["generate_audio"]?.boolValue
        moderates = body["enable_moderation"]?.boolValue
        watermarks = body["watermark_info"]?["enabled"]?.boolValue
        let request = VideoRequest(mode: task.mode, body: body)
        image = PictureSource(link: request.imageURL ?? "", paths)
        references = request.references.map { Reference($0, paths) }
    }

    /// The members of a task's request that its draft would send differently, or not at all.
    package func omissions(from task: VideoTask, in places: Places) -> [String] {
        let body = body(seed: nil, in: places)
        guard let request = task.request.objectValue else { return [] }
        return request.members.map(\.name).filter { name in
            guard name != ExternalID.field, name != "seed" || !seed.isEmpty, let value = request[name] else {
                return false
            }
            return !value.isNull && value != .string("") && !Self.isSame(value, body[name])
        }
    }

    /// The draft with files of this machine in the place of links that stand for them.
    package func replacing(links paths: [String: String]) -> Draft {
        var draft = self
        func found(_ picture: PictureSource) -> PictureSource { paths[picture.text].map(PictureSource.init) ?? picture }
        draft.image = found(image)
        draft.references = references.map { reference in
            switch reference {
            case .image(let picture): return .image(found(picture))
            case .subject(var subject):
                subject.pictures = subject.pictures.map(found)
                return .subject(subject)
            }
        }
        return draft
    }

    private static func members(of mode: Mode) -> [(String, WritableKeyPath<Draft, String>)] {
        let own: [(String, WritableKeyPath<Draft, String>)] = mode == .multiImageToVideo ? [("mode", \.quality)] : []
        return own + [
            ("prompt", \.prompt), ("negative_prompt", \.negativePrompt), ("resolution", \.resolution),
            ("aspect_ratio", \.aspectRatio), ("duration", \.duration), ("fps", \.framesPerSecond),
            ("cfg_scale", \.guidance), ("seed", \.seed), ("audio_prompt", \.audioPrompt),
            ("callback_url", \.callbackURL),
        ]
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value, !value.isNull else { return "" }
        return value.stringValue ?? value.text()
    }

    /// What the draft takes for its own default is said in other words at most: with a text for a number.
    private static func isSame(_ value: JSONValue, _ other: JSONValue?) -> Bool {
        guard let other else { return false }
        return value == other || text(value) == text(other)
    }
}

extension Reference {
    fileprivate init(_ input: ReferenceInput, _ paths: [String: String]) {
        switch input {
        case .image(let url): self = .image(PictureSource(link: url, paths))
        case .subject(let subject):
            self = .subject(
                Subject(
                    name: subject.name,
                    description: subject.description,
                    style: subject.style,
                    type: subject.type,
                    pictures: subject.pictures.map { PictureSource(link: $0, paths) }
                )
            )
        }
    }
}

extension PictureSource {
    /// The picture that stands in a request: a link, a file of this machine, or itself as base64.
    fileprivate init(link: String, _ paths: [String: String]) {
        if let path = paths[link] {
            self.init(path)
        } else if link.hasPrefix("file:///") {
            self.init(String(link.dropFirst("file://".count)))
        } else {
            let isNamed = link.isEmpty || link.hasPrefix("/") || link.contains("://") || link.hasPrefix("data:")
            self.init(isNamed || link.utf8.count < 256 ? link : "data:image/png;base64," + link)
        }
    }
}
