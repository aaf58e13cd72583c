import FoundationEssentials
import Glibc
import ProcessKit
import Scratch
import Testing

/// `.ci/deps`, run against stubs of dpkg-query and apt-get that write down what they are asked.
@Suite("make deps")
struct DepsTests {
    let folder: ScratchFolder
    init() throws { folder = try ScratchFolder() }

    private func run(
        _ packages: [String],
        installed: [String],
        swift: Bool = true,
        user: Int = 0
    ) async throws -> (Int, String) {
        try stub(
            "dpkg-query",
            "case \" \(installed.joined(separator: " ")) \" in *\" $4 \"*) printf installed;; *) exit 1;; esac"
        )
        try stub("apt-get", "echo \"apt-get $*\" >> \(folder.path)/calls")
        try stub("sudo", "echo \"sudo $*\" >> \(folder.path)/calls; \"$@\"")
        try stub("id", "echo \(user)")
        if swift { try stub("swift", "exit 0") }
        let result = try await ChildProcess.run(
            Invocation("/bin/sh", [Project.root + "/.ci/deps"] + packages, environment: ["PATH": folder.path])
        )
        return (result.isSuccess ? 0 : 1, result.errors.text)
    }

    private var calls: String {
        // No file means that nobody was called.
        (try? String(decoding: Data(contentsOf: URL(filePath: folder.path + "/calls")), as: UTF8.self)) ?? ""
    }

    private func stub(_ name: String, _ script: String) throws {
        let path = folder.path + "/" + name
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o755)
    }

    @Test("calls nobody when everything is there")
    func nothingMissing() async throws {
        let (code, _) = try await run(["ffmpeg", "tmux"], installed: ["ffmpeg", "tmux"])
        #expect(code == 0)
        #expect(calls == "")
    }

    @Test("installs what is missing and nothing else")
    func oneMissing() async throws {
        let (code, text) = try await run(["ffmpeg", "tmux"], installed: ["tmux"])
        #expect(code == 0)
        #expect(calls == "apt-get update -qq\napt-get install -y -qq --no-install-recommends ffmpeg\n")
        #expect(text.contains("Installing: ffmpeg"))
    }

    @Test("uses sudo only when it is not root")
    func notRoot() async throws {
        _ = try await run(["ffmpeg"], installed: [], user: 1000)
        #expect(calls.split(separator: "\n").first == "sudo apt-get update -qq")
    }

    @Test("says in one sentence how to get Swift")
    func noSwift() async throws {
        let (code, text) = try await run([], installed: [], swift: false)
        #expect(code == 1)
        #expect(text.split(separator: "\n").count == 1)
        #expect(text.contains("https://www.swift.org/install/linux/"))
    }
}
