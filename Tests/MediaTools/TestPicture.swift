package import FoundationEssentials
import ProcessKit
import Scratch

/// A test picture made by ffmpeg.
package struct TestPicture: Sendable {
    package let name: String
    package let bytes: Data

    /// - Parameters:
    ///   - size: `640x480`.
    ///   - kind: The ending of the file's name, which chooses the format.
    package init(size: String, kind: String) async throws {
        let folder = try ScratchFolder()
        let environment = ProcessInfo.processInfo.environment
        let ffmpeg = try Executable.path(of: "ffmpeg", environment: environment)
        name = "a.\(kind)"
        let arguments = ["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=\(size)", "-frames:v", "1", folder.file(name)]
        let result = try await ChildProcess.run(Invocation(ffmpeg, arguments, environment: environment))
        guard result.isSuccess else { throw NotMade(words: result.errors.text) }
        bytes = try folder.bytes(name)
    }

    struct NotMade: Error { let words: String }
}
