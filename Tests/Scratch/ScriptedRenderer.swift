package import FoundationEssentials

/// A renderer for `--renderer`: a shell script that keeps the request and writes what it is told.
///
/// The script is linked, not written: a program that was just written cannot be started while a child of another
/// test still holds its descriptor.
package struct ScriptedRenderer: Sendable {
    private let folder: ScratchFolder
    package var path: String { folder.file("renderer") }

    package init(writing text: String, exit code: Int = 0) throws {
        folder = try ScratchFolder()
        try folder.write(text, to: "video")
        try folder.write("\(code)\n", to: "exit")
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appending(path: "Fixtures/renderer.sh").path
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: script)
    }

    /// Keeps renderings from ending, until this is taken back.
    package func hang(_ isHanging: Bool) throws {
        if isHanging {
            try folder.write("", to: "hang")
        } else {
            try FileManager.default.removeItem(atPath: folder.file("hang"))
        }
    }

    package func request() throws -> Data {
        try folder.bytes("request.json")
    }
}
