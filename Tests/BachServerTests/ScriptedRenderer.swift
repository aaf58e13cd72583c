import FoundationEssentials
import Scratch

/// A renderer for `--renderer`: a shell script that keeps the request and writes what it is told.
struct ScriptedRenderer: Sendable {
    private let folder: ScratchFolder
    var path: String { folder.file("renderer") }

    init(writing text: String, exit code: Int = 0) throws {
        folder = try ScratchFolder()
        let script = """
            #!/bin/sh
            cat > '\(folder.path)/request.json'
            echo 'progress 50'
            echo 'out of memory' >&2
            [ -z '\(text)' ] || printf '%s' '\(text)' > "$1"
            exit \(code)

            """
        try folder.write(script, to: "renderer", permissions: 0o700)
    }

    func request() throws -> Data {
        try folder.bytes("request.json")
    }
}
