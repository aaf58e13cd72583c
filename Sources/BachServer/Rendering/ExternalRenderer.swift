import BachAPI
import FoundationEssentials
import Glibc
import ProcessKit

/// A program that makes the videos (`--renderer PATH`).
///
/// It gets one JSON object on its standard input: the fields of the request as they were sent, with the seed that
/// was chosen, and beside them `mode`, `width`, `height`, `fps` and `pictures` (each with the `path` of a file, its
/// `width`, `height` and `name`). It writes an MP4 to the path that is its one argument, says how far it is with
/// lines `progress N` on its standard output, and ends with 0.
struct ExternalRenderer: Renderer {
    let program: String
    let environment: [String: String]
    /// A real model takes its time.
    var timeout: Duration = .seconds(3600)

    func render(
        _ request: RenderRequest,
        to output: String,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws {
        let result = try await ChildProcess.run(
            Invocation(
                program,
                [output],
                environment: environment,
                input: .bytes(Array(Self.input(request).data)),
                output: .lines { line in
                    if let percent = Self.percent(line) { progress(percent) }
                },
                timeout: timeout
            )
        )
        try Task.checkCancellation()
        if result.timedOut {
            throw RenderError.tooLong(program: "The renderer", seconds: Int(timeout.components.seconds))
        }
        guard result.isSuccess else {
            let word = result.errors.text.split(whereSeparator: \.isNewline).last.map(String.init)
            throw RenderError.failed(program: "The renderer", reason: word ?? "it ended without a word")
        }
        guard FileManager.default.fileExists(atPath: output) else {
            throw RenderError.failed(program: "The renderer", reason: "it ended well but wrote no file")
        }
        guard Self.isVideo(output) else {
            throw RenderError.failed(program: "The renderer", reason: "it ended well but what it wrote is no MP4")
        }
    }

    /// An MP4 begins with a box whose kind is `ftyp`.
    private static func isVideo(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 8)
        return read(descriptor, &bytes, 8) == 8 && bytes[4...].elementsEqual("ftyp".utf8)
    }

    static func input(_ request: RenderRequest) -> JSONValue {
        var object = request.body.objectValue ?? JSONObject()
        object["mode"] = .string(request.family.title)
        object["width"] = .integer(Int64(request.size.width))
        object["height"] = .integer(Int64(request.size.height))
        object["fps"] = .integer(Int64(request.framesPerSecond))
        object["pictures"] = .array(
            request.pictures.map {
                [
                    "path": .string($0.path), "width": .integer(Int64($0.size.width)),
                    "height": .integer(Int64($0.size.height)), "name": .string($0.name),
                ]
            }
        )
        return .object(object)
    }

    /// Reads a line `progress 42`.
    static func percent(_ line: String) -> Int? {
        let words = line.split(separator: " ")
        guard words.count == 2, words[0] == "progress", let percent = Int(words[1]) else { return nil }
        return (0...100).contains(percent) ? percent : nil
    }
}
