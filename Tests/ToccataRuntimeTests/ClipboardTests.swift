import FoundationEssentials
import Scratch
import Testing
import ToccataApp

@testable import ToccataRuntime

@Suite("Clipboard")
struct ClipboardTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func environment(programs: [String], _ more: [String: String]) throws -> [String: String] {
        for name in programs {
            try folder.write("#!/bin/sh\ncat > \"$0.taken\"\n", to: name, permissions: 0o700)
        }
        return ["PATH": "\(folder.path):/bin:/usr/bin", "TERM": "xterm-256color"].merging(more) { $1 }
    }

    @Test(
        "goes by tmux within tmux, by the terminal over SSH, by the desktop's program, else by the terminal or a file"
    )
    func routes() throws {
        let all = ["tmux", "wl-copy", "xclip", "pbcopy"]
        func route(_ more: [String: String], _ programs: [String]) throws -> String {
            let environment = try environment(programs: programs, more).merging(["PATH": folder.path]) { $1 }
            return switch Clipboard.route(chosen: nil, environment: environment) {
            case .program(let words, _): words[0]
            case .terminal: "terminal"
            case .file: "file"
            }
        }
        #expect(try route(["SSH_CONNECTION": "x"], []) == "terminal")
        #expect(try route(["TMUX": "x"], []) == "terminal")
        #expect(try route(["TERM": "linux"], []) == "file")
        #expect(try route(["TMUX": "x", "SSH_CONNECTION": "x"], all) == "tmux")
        #expect(try route(["SSH_TTY": "x", "DISPLAY": ":0"], all) == "terminal")
        #expect(try route(["WAYLAND_DISPLAY": "x", "DISPLAY": ":0"], all) == "wl-copy")
        #expect(try route(["DISPLAY": ":0"], all) == "xclip")
        #expect(try route([:], all) == "pbcopy")
        #expect(Clipboard.route(chosen: ["mine", "-x"], environment: [:]) == .program(["mine", "-x"], name: "mine"))
    }

    private func clipboard(_ words: [String], _ environment: [String: String]) -> Clipboard {
        Clipboard(route: .program(words, name: words[0]), environment: environment, path: folder.file("copied.txt"))
    }

    @Test("gives a program the text without what a terminal obeys, and names the way")
    func program() async throws {
        let environment = try environment(programs: ["mine"], [:])
        let notice = await clipboard(["mine"], environment).copy("a\u{1B}[31m\nb", what: "the message")
        #expect(notice == Notice("Copied the message by mine."))
        let taken = try String(contentsOf: URL(filePath: folder.file("mine.taken")), encoding: .utf8)
        #expect(!taken.contains("\u{1B}") && taken.hasPrefix("a") && taken.hasSuffix("\nb"))
    }

    @Test("keeps in a file that only its owner reads what no program takes, again in place of the one before")
    func file() async throws {
        let environment = try environment(programs: [], [:])
        for text in ["first", "second"] {
            let notice = await clipboard(["no-such-program"], environment).copy(text, what: "the prompt")
            #expect(notice.level == .warning && notice.text.contains(folder.file("copied.txt")))
            #expect(notice.text.hasSuffix(": there is no program no-such-program."))
            #expect(try String(contentsOf: URL(filePath: folder.file("copied.txt")), encoding: .utf8) == text)
        }
        let mode =
            try FileManager.default.attributesOfItem(atPath: folder.file("copied.txt"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
