import ProcessKit

/// Opens a video with whatever plays it on this machine, without a shell.
struct VideoPlayer: Sendable {
    /// A program and its arguments from the configuration; nil to look for one.
    let chosen: [String]?
    let environment: [String: String]

    /// What is started; nil where there is nothing to play with, or to see it on.
    var command: [String]? { chosen ?? installed() }

    /// Starts the player and waits for its end.
    ///
    /// - Returns: A sentence about what went wrong; nil if nothing did.
    func play(_ file: String) async -> String? {
        guard let words = command, let name = words.first else {
            return hasDisplay
                ? "No player was found: set `player` in the configuration. The video is \(file)"
                : "There is no display to play on. The video is \(file)"
        }
        do throws(ProcessError) {
            let path = try Executable.path(of: name, environment: environment)
            let invocation = Invocation(
                path,
                words.dropFirst() + [file],
                environment: environment.filter { !$0.key.hasPrefix("BACH_") },
                output: .discarded,
                errors: .discarded,
                relation: .detached
            )
            let result = try await ChildProcess(starting: invocation).value()
            return result.isSuccess ? nil : "\(name) could not play the video. It is \(file)"
        } catch {
            return "\(error.description) The video is \(file)"
        }
    }

    private var hasDisplay: Bool {
        ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
    }

    private func installed() -> [String]? {
        guard hasDisplay else { return nil }
        return [["xdg-open"], ["mpv"], ["vlc"], ["ffplay", "-autoexit"]].first { words in
            Executable.find(words[0], environment: environment) != nil
        }
    }
}
