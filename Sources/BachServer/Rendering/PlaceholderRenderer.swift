import FoundationEssentials
import ProcessKit

/// The renderer that is built in: ffmpeg draws a placeholder.
struct PlaceholderRenderer: Renderer {
    private let room: Workbench.Room

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
        room = Workbench.Room(environment: environment, fonts: fonts, scratch: scratch, timeout: timeout)
    }

    func render(
        _ request: RenderRequest,
        to output: String,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws {
        try await Workbench.use(in: room) { bench in
            let recipe = PlaceholderRecipe(request)
            for index in request.pictures.indices where recipe.scenes.contains(where: { $0.picture == index }) {
                let result = try await bench.run(recipe.prepare(picture: index))
                guard result.isSuccess else {
                    throw RenderError.pictureUndecodable(number: index + 1)
                }
            }
            let caption = PlaceholderCaption(request, fonts: room.fonts).script(scenes: recipe.scenes)
            try bench.write(caption, as: PlaceholderRecipe.captionFile)
            let result = try await bench.run(recipe.render()) { line in
                if let percent = Self.percent(line, frames: request.frames) { progress(percent) }
            }
            guard result.isSuccess else { throw bench.failure(result) }
            let video = "\(bench.directory)/\(PlaceholderRecipe.videoFile)"
            try FileManager.default.moveItem(atPath: video, toPath: output)
        }
    }

    /// Reads a line such as `frame=42` of ffmpeg's `-progress`.
    static func percent(_ line: String, frames: Int) -> Int? {
        guard line.hasPrefix("frame="), let frame = Int(line.dropFirst(6).filter { $0 != " " }) else { return nil }
        return min(100, frame * 100 / max(1, frames))
    }
}
