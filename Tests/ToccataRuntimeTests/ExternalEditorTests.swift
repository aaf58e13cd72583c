import FoundationEssentials
import Glibc
import ProcessKit
import Scratch
import Testing
import ToccataApp

@testable import ToccataRuntime

@Suite("The editor of a person")
struct ExternalEditorTests {
    private let folder: ScratchFolder
    init() throws { folder = try ScratchFolder() }

    /// A shell script as the editor; `$1` is the file.
    private func editor(_ script: String, _ variables: [String: String] = [:]) throws -> ExternalEditor {
        try folder.write("#!/bin/sh\n\(script)\n", to: "editor", permissions: 0o700)
        try folder.makeFolder("state")
        return ExternalEditor(
            words: [folder.file("editor")],
            environment: ["PATH": "/usr/bin:/bin"].merging(variables) { $1 },
            folder: folder.file("state")
        )
    }

    private var left: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.file("state")) }
    }

    @Test("gives its text back without the line break at its end, and leaves no file")
    func edits() async throws {
        let editor = try editor(#"printf '%s at dusk\n' "$(cat "$1")" > "$1.new" && mv "$1.new" "$1""#)
        #expect(await editor.edit("a tide,\nslow") == .changed("a tide,\nslow at dusk"))
        #expect(try left == [])
    }

    @Test("says when nothing was changed")
    func unchanged() async throws {
        let editor = try editor("exit 0")
        #expect(await editor.edit("a tide") == .unchanged)
        #expect(try left == [])
    }

    @Test("is given a file of its owner alone, and no secret")
    func secrets() async throws {
        let script = #"{ stat -c %a "$1"; env | grep -c BACH_; echo "$HOME"; } > "$1.new"; mv "$1.new" "$1""#
        let editor = try editor(script, ["BACH_SECRET_KEY": "s3cret", "HOME": "/home/jo"])
        #expect(await editor.edit("") == .changed("600\n0\n/home/jo"))
    }

    @Test("keeps what an editor wrote that failed, and says where")
    func fails() async throws {
        let editor = try editor(#"echo more >> "$1"; exit 3"#)
        guard case .refused(let reason) = await editor.edit("a tide") else { return #expect(Bool(false)) }
        let name = try #require(try left.first)
        #expect(reason.contains("ended with 3") && reason.hasSuffix(folder.file("state/\(name)")))
        #expect(try folder.bytes("state/\(name)") == Data("a tide\nmore\n".utf8))
    }

    @Test(
        "refuses what is no text",
        arguments: [#"printf '\377' > "$1""#, #"rm "$1""#, #"yes | head -c 2000000 > "$1""#]
    )
    func notText(script: String) async throws {
        guard case .refused(let reason) = try await editor(script).edit("a tide") else { return #expect(Bool(false)) }
        #expect(reason.contains("no UTF-8 text"))
    }

    @Test("says that there is no such program, and leaves no file")
    func missing() async throws {
        try folder.makeFolder("state")
        let editor = ExternalEditor(words: ["no-such-editor"], environment: [:], folder: folder.file("state"))
        guard case .refused(let reason) = await editor.edit("a tide") else { return #expect(Bool(false)) }
        #expect(reason.contains("no-such-editor"))
        #expect(try left == [])
    }

    @Test("finds what consoles left that are gone, but what is known or still being edited")
    func leftovers() throws {
        let editor = try editor("exit 0")
        let own = ProcessIdentity.own()
        try folder.write("being edited\n", to: "state/prompt-\(own.processID)-\(own.startTime).txt")
        try folder.write("a tide\n", to: "state/prompt-1-1.txt")
        try folder.write("a tide at dusk\n", to: "state/prompt-2-1.txt")
        try folder.write("", to: "state/prompt-other.txt")
        #expect(editor.leftovers(known: ["a tide"]) == [folder.file("state/prompt-2-1.txt")])
        #expect(try left.count == 3)
    }
}
