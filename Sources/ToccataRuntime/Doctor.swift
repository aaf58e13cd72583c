import ProcessKit
import ToccataApp
import ToccataConfig
package import ToccataCore

/// Looks at everything that Toccata depends on here, and changes nothing: no server is started, nothing is sent.
package struct Doctor: Sendable {
    let environment: [String: String]
    let directories: Directories
    let dependencies: Dependencies
    /// Where the running program is; the local server is looked for beside it.
    let ownExecutable: String?

    package init(
        environment: [String: String],
        dependencies: Dependencies,
        ownExecutable: String? = Executable.own()
    ) {
        self.environment = environment
        self.dependencies = dependencies
        self.ownExecutable = ownExecutable
        directories = Directories(environment: environment)
    }

    /// Everything there is to say, the nearest first; it waits for an answer of the service at the end.
    package func look() async -> [Finding] {
        var findings = [terminal, locale]
        do throws(ConfigError) {
            let configuration = try Configuration.load(environment: environment, isStrict: false)
            findings += [clipboard(configuration)] + file(configuration) + keys(configuration) + looks(configuration)
            findings += await [ledger(), videos(configuration)] + programs(configuration)
            findings += await service(configuration)
        } catch {
            findings.append(Finding(.wrong, "config", "\(error)"))
            findings.append(await ledger())
        }
        return findings
    }

    private func clipboard(_ configuration: Configuration) -> Finding {
        switch Clipboard.route(chosen: configuration.clipboard, environment: environment) {
        case .program(let words, _) where Executable.find(words[0], environment: environment) == nil:
            Finding(
                .warning,
                "clipboard",
                "there is no program \(words[0]): what is copied goes to \(directories.state)/copied.txt",
                advice: "Install it, or take clipboard: out of the configuration."
            )
        case .program(_, let name): Finding(.ok, "clipboard", "by \(name)")
        case .terminal:
            Finding(
                .ok,
                "clipboard",
                "by the terminal (OSC 52), where it allows that",
                advice: "Does y u in the console not reach it? Set clipboard: in the configuration to a program."
            )
        case .file:
            Finding(
                .warning,
                "clipboard",
                "none here: what is copied goes to \(directories.state)/copied.txt",
                advice: "Set clipboard: in the configuration to a program that takes it on its standard input."
            )
        }
    }

    private func file(_ configuration: Configuration) -> [Finding] {
        let notices = configuration.notices.map { notice in
            Finding(notice.kind == .error ? .wrong : .warning, "config", notice.description)
        }
        return notices.isEmpty ? [Finding(.ok, "config", directories.configFile + hasFile)] : notices
    }

    private var hasFile: String { isFile(directories.configFile) ? "" : " (none: everything is as it comes)" }

    private func keys(_ configuration: Configuration) -> [Finding] {
        Keymap.changed(by: configuration.keys, filters: configuration.filters).problems.map { problem in
            Finding(.wrong, "keys", "\(problem)", advice: "toccata keys shows the keys in use.")
        }
    }
}
