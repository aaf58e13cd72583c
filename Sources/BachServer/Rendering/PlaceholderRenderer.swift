import FoundationEssentials
import ProcessKit

/// The renderer that is built in: ffmpeg draws a placeholder.
struct PlaceholderRenderer: Renderer {
    private let environment: [String: String]
    private let fonts: FontBook
    private let scratch: String
    private let timeout: Duration

    /// - Parameters:
    ///   - environment: Where `PATH` comes from, and what ffmpeg gets.
    ///   - scratch: A directory for what a rendering needs while it lasts.
    ///   - timeout: How long ffmpeg may take for one video.
    init(
        environment: [String: String],
        fonts: FontBook,
        scratch: String,
        timeout: Duration = .seconds(300)
    ) {
        self.environment = environment
        self.fonts = fonts
        self.scratch = scratch
        self.timeout = timeout
    }

    func render(
        _ request: RenderRequest,
        to output: String,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws {
        guard let ffmpeg = Executable.find("ffmpeg", environment: environment) else {
            throw RenderError.ffmpegMissing
        }
        let directory = "\(scratch)/\(UUID().uuidString)"
        try prepare(directory)
        // What is left behind is below the data directory and goes with it.
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let recipe = PlaceholderRecipe(request)
        for index in request.pictures.indices where recipe.scenes.contains(where: { $0.picture == index }) {
            let result = try await run(ffmpeg, recipe.prepare(picture: index), in: directory)
            guard result.isSuccess else {
                throw RenderError.pictureUndecodable(number: index + 1)
            }
        }
        let caption = PlaceholderCaption(request, fonts: fonts).script(scenes: recipe.scenes)
        try Data(caption.utf8).write(to: URL(filePath: "\(directory)/\(PlaceholderRecipe.captionFile)"))
        let result = try await run(ffmpeg, recipe.render(), in: directory) { line in
            if let percent = Self.percent(line, frames: request.frames) { progress(percent) }
        }
        guard result.isSuccess else { throw failure(result) }
        try FileManager.default.moveItem(atPath: "\(directory)/\(PlaceholderRecipe.videoFile)", toPath: output)
    }

    private func prepare(_ directory: String) throws {
        let files = FileManager.default
        let fontDirectory = "\(directory)/\(PlaceholderRecipe.fontDirectory)"
        try files.createDirectory(atPath: fontDirectory, withIntermediateDirectories: true)
        for (index, file) in fonts.files.enumerated() {
            try files.createSymbolicLink(atPath: "\(fontDirectory)/\(index).ttf", withDestinationPath: file)
        }
    }

    private func run(
        _ ffmpeg: String,
        _ arguments: [String],
        in directory: String,
        line: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> ProcessResult {
        let result = try await ChildProcess.run(
            Invocation(
                ffmpeg,
                arguments,
                environment: environment,
                workingDirectory: directory,
                output: .lines(line),
                timeout: timeout
            )
        )
        try Task.checkCancellation()
        return result
    }

    /// Reads a line such as `frame=42` of ffmpeg's `-progress`.
    static func percent(_ line: String, frames: Int) -> Int? {
        guard line.hasPrefix("frame="), let frame = Int(line.dropFirst(6).filter { $0 != " " }) else { return nil }
        return min(100, frame * 100 / max(1, frames))
    }

    private func failure(_ result: ProcessResult) -> RenderError {
        if result.timedOut { return .tooLong(program: "ffmpeg", seconds: Int(timeout.components.seconds)) }
        let lines = result.errors.text.split(whereSeparator: \.isNewline)
        return .failed(
            program: "ffmpeg",
            reason: lines.last.map(String.init) ?? "it ended without a word (\(result.end))"
        )
    }
}
