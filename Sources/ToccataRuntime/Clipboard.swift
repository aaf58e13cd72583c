import FoundationEssentials
import Glibc
import PlainText
import ProcessKit
import ToccataApp

/// Puts text where it can be pasted from, and says by which way.
///
/// Within tmux an escape sequence does not reach the outer terminal unless tmux is told so; its own buffer does, and
/// with `-w` tmux passes it on. Over SSH only the terminal itself is at the other end.
struct Clipboard: Sendable {
    let route: ClipboardRoute
    let environment: [String: String]
    /// Takes what has no other way.
    let path: String

    init(route: ClipboardRoute, environment: [String: String], path: String) {
        (self.route, self.environment, self.path) = (route, environment, path)
    }

    /// - Parameter chosen: A program and its arguments from the configuration.
    static func route(chosen: [String]?, environment: [String: String]) -> ClipboardRoute {
        func has(_ variable: String) -> Bool { environment[variable].map { !$0.isEmpty } ?? false }
        func isInstalled(_ name: String) -> Bool { Executable.find(name, environment: environment) != nil }
        if let chosen { return .program(chosen, name: chosen[0]) }
        if has("TMUX"), isInstalled("tmux") {
            return .program(["tmux", "load-buffer", "-w", "-"], name: "tmux's buffer")
        }
        if has("SSH_CONNECTION") || has("SSH_TTY") { return .terminal }
        if has("WAYLAND_DISPLAY"), isInstalled("wl-copy") { return .program(["wl-copy"], name: "wl-copy") }
        if has("DISPLAY"), isInstalled("xclip") {
            return .program(["xclip", "-selection", "clipboard"], name: "xclip")
        }
        if isInstalled("pbcopy") { return .program(["pbcopy"], name: "pbcopy") }
        return has("TERM") && environment["TERM"] != "linux" ? .terminal : .file
    }

    /// - Returns: What happened, for people.
    func copy(_ text: String, what: String) async -> Notice {
        // What comes from a service may hold what a terminal obeys when it is pasted.
        let plain = PlainText.lines(text)
        if case .program(let words, let name) = route, await isTaken(plain, by: words) {
            return Notice("Copied \(what) by \(name).")
        }
        unlink(path)
        guard PrivateFile.write(Array(plain.utf8), to: path) else {
            return .warning("Nothing could be copied: neither a program took it, nor can \(path) be written.")
        }
        return .warning("Copied \(what) into the file \(path): \(reason).")
    }

    /// Why nothing but a file took it.
    private var reason: String {
        guard case .program(let words, let name) = route else { return "there is no other way to a clipboard here" }
        let isThere = Executable.find(words[0], environment: environment) != nil
        return isThere ? "\(name) did not take it" : "there is no program \(words[0])"
    }

    private func isTaken(_ text: String, by words: [String]) async -> Bool {
        do throws(ProcessError) {
            let path = try Executable.path(of: words[0], environment: environment)
            let invocation = Invocation(
                path,
                Array(words.dropFirst()),
                environment: environment.filter { !$0.key.hasPrefix("BACH_") },
                input: .bytes(Array(text.utf8)),
                // xclip stays behind to hand it out: what it writes must not be waited for.
                output: .discarded,
                errors: .discarded,
                timeout: .seconds(5)
            )
            return try await ChildProcess.run(invocation).isSuccess
        } catch {
            return false
        }
    }
}
