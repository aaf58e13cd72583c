import FoundationEssentials
import ProcessKit

/// A folder in which ffmpeg works, with the fonts of captions in it; it goes when the work is done.
struct Workbench: Sendable {
    /// Where workbenches are set up, and with what.
    struct Room: Sendable {
        /// Where `PATH` comes from, and what ffmpeg gets.
        let environment: [String: String]
        let fonts: FontBook
        /// The directory that their folders are made in.
        let scratch: String
        /// How long one call of ffmpeg may take.
        let timeout: Duration
    }

    static let fontDirectory = "fonts"

    let directory: String
    private let ffmpeg: String
    private let room: Room

    /// Sets one up for as long as `work` takes.
    ///
    /// - Throws: ``RenderError/ffmpegMissing``, errors of the file system, or what `work` throws.
    static func use(in room: Room, _ work: (Workbench) async throws -> Void) async throws {
        guard let ffmpeg = Executable.find("ffmpeg", environment: room.environment) else {
            throw RenderError.ffmpegMissing
        }
        let directory = "\(room.scratch)/\(UUID().uuidString)"
        try setUp(directory, room.fonts)
        // What is left behind is below the data directory and goes with it.
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await work(Workbench(directory: directory, ffmpeg: ffmpeg, room: room))
    }

    private static func setUp(_ directory: String, _ fonts: FontBook) throws {
        let files = FileManager.default
        let fontDirectory = "\(directory)/\(Self.fontDirectory)"
        try files.createDirectory(atPath: fontDirectory, withIntermediateDirectories: true)
        for (index, file) in fonts.files.enumerated() {
            try files.createSymbolicLink(atPath: "\(fontDirectory)/\(index).ttf", withDestinationPath: file)
        }
    }

    func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(directory)/\(name)"))
    }

    /// Runs ffmpeg in the folder; how it ended is for the caller to judge.
    func run(_ arguments: [String], line: @escaping @Sendable (String) -> Void = { _ in }) async throws
        -> ProcessResult
    {
        let result = try await ChildProcess.run(
            Invocation(
                ffmpeg,
                arguments,
                environment: room.environment,
                workingDirectory: directory,
                output: .lines(line),
                timeout: room.timeout
            )
        )
        try Task.checkCancellation()
        return result
    }

    /// What to say of a run that went wrong.
    func failure(_ result: ProcessResult, of product: RenderError.Product = .video) -> RenderError {
        if result.timedOut {
            return .tooLong(program: "ffmpeg", seconds: Int(room.timeout.components.seconds), of: product)
        }
        let lines = result.errors.text.split(whereSeparator: \.isNewline)
        return .failed(
            program: "ffmpeg",
            reason: lines.last.map(String.init) ?? "it ended without a word (\(result.end))",
            of: product
        )
    }
}
