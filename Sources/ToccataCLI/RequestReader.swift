import BachAPI
import FoundationEssentials
import ToccataCore

/// Makes a request body of what a command line says, reading the files and subjects it names.
struct RequestReader {
    let places: Places
    /// The bytes of a file; `-` is standard input.
    let read: (String) throws -> Data
    /// A subject of the library; nil when there is none of that name.
    let subject: (String) async throws -> Subject?
    let chooseSeed: () -> Int

    /// The body, pictures of this machine standing in it as `file://`.
    func body(_ content: Command.Content, mode: Mode) async throws -> JSONValue {
        switch content {
        case .file(let path): try requestFile(path)
        case .options(let values): try await draft(values, mode: mode).body(seed: chooseSeed(), in: places)
        }
    }

    private func draft(_ values: OptionValues, mode: Mode) async throws -> Draft {
        var draft = Draft(mode: mode)
        for (field, text) in values.texts {
            guard let path = Self.texts[field] else { continue }
            draft[keyPath: path] = try Self.valueOrFile(text, read: read)
        }
        for (field, isOn) in values.switches {
            guard let path = Self.switches[field] else { continue }
            draft[keyPath: path] = isOn
        }
        let references = try await references(values.references)
        if mode == .imageToVideo, case .image(let picture)? = references.first { draft.image = picture }
        if mode.hasReferences { draft.references = references }
        return draft
    }

    private func references(_ values: [OptionValues.Reference]) async throws -> [Reference] {
        var references: [Reference] = []
        for value in values {
            switch value {
            case .image(let text): references.append(.image(PictureSource(text)))
            case .subject(let name):
                guard let subject = try await subject(name) else {
                    throw UsageError("There is no subject '\(name)'. toccata subject list names those there are.")
                }
                references.append(.subject(subject))
            }
        }
        return references
    }

    /// `@FILE` stands for what is in the file, without the line break at its end.
    static func valueOrFile(_ text: String, read: (String) throws -> Data) throws -> String {
        guard text.hasPrefix("@") else { return text }
        guard let content = String(validating: try named(text, read), as: UTF8.self) else {
            throw UsageError("\(text.dropFirst()) is not text in UTF-8.")
        }
        return content.hasSuffix("\n") || content.hasSuffix("\r\n") ? String(content.dropLast()) : content
    }

    private static func named(_ text: String, _ read: (String) throws -> Data) throws -> Data {
        do {
            return try read(String(text.dropFirst()))
        } catch let error as UsageError {
            throw UsageError("\(error) A value that begins with @ names a file.")
        }
    }

    private func requestFile(_ path: String) throws -> JSONValue {
        let name = path == "-" ? "Standard input" : path
        let folder = path == "-" ? places.directory : Self.folder(of: PictureSource(path), in: places)
        do {
            let body = try JSONValue(parsing: try read(path), .request)
            guard body.objectValue != nil else { throw InvalidRequest(message: "\(name) is not a JSON object.") }
            return LocalPictures.absolute(in: body, folder: folder)
        } catch let problem as JSONProblem {
            throw InvalidRequest(message: "\(name) \(problem).")
        }
    }

    private static func folder(of file: PictureSource, in places: Places) -> String {
        let path = file.path(in: places) ?? places.directory
        return path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    }

    private static var texts: [String: WritableKeyPath<Draft, String>] {
        [
            "prompt": \.prompt, "negative_prompt": \.negativePrompt, "duration": \.duration,
            "resolution": \.resolution, "aspect_ratio": \.aspectRatio, "fps": \.framesPerSecond, "seed": \.seed,
            "cfg_scale": \.guidance, "audio_prompt": \.audioPrompt, "callback_url": \.callbackURL,
            "mode": \.quality, "external_task_id": \.externalID,
        ]
    }

    private static var switches: [String: WritableKeyPath<Draft, Bool?>] {
        [
            "enhance_prompt": \.enhancesPrompt, "generate_audio": \.generatesAudio, "enable_moderation": \.moderates,
            "watermark": \.watermarks,
        ]
    }
}
