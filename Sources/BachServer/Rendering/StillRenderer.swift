import BachAPI
import FoundationEssentials
import ProcessKit

/// Draws the four pictures of a subject with ffmpeg; they are placeholders and say so.
struct StillRenderer: Sendable {
    private let room: Workbench.Room

    init(environment: [String: String], fonts: FontBook, scratch: String) {
        room = Workbench.Room(environment: environment, fonts: fonts, scratch: scratch, timeout: .seconds(60))
    }

    /// Writes a PNG for each view into `folder`, which is made, or throws an error with a sentence.
    func draw(
        _ request: StillRequest,
        into folder: String,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws {
        let files = FileManager.default
        try await Workbench.use(in: room) { bench in
            let views = SubjectView.allCases
            for (number, view) in zip(1..., views) {
                let recipe = StillRecipe(request, view, fonts: room.fonts)
                try bench.write(recipe.figureScript, as: StillRecipe.figureFile)
                try bench.write(recipe.captionScript, as: StillRecipe.captionFile)
                let result = try await bench.run(recipe.command)
                guard result.isSuccess else { throw bench.failure(result, of: .pictures) }
                progress(100 * number / views.count)
            }
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for view in views {
                try files.moveItem(atPath: "\(bench.directory)/\(view.file)", toPath: "\(folder)/\(view.file)")
            }
        }
    }
}
