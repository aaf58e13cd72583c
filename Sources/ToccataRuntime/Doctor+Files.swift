import FoundationEssentials
import Glibc
import ProcessKit
import ToccataConfig
import ToccataLedger

/// What is kept on this machine, and the programs it takes.
extension Doctor {
    func isFile(_ path: String) -> Bool { access(path, F_OK) == 0 }

    func ledger() async -> Finding {
        guard isFile(directories.ledger) else {
            return Finding(.ok, "ledger", "\(directories.ledger) (none yet: the first start makes it)")
        }
        do {
            let ledger = try Ledger(path: directories.ledger)
            if ledger.isReadOnly { return broken(.readOnly(path: ledger.path)) }
            if let trouble = await ledger.trouble { return broken(trouble) }
            let isOnNetwork = try await ledger.journalMode() == "delete"
            let journal = isOnNetwork ? ", on a network file system: safe, and slower" : ""
            return Finding(.ok, "ledger", ledger.path + journal + room(at: ledger.path))
        } catch {
            return broken(error)
        }
    }

    private func broken(_ error: LedgerError) -> Finding {
        Finding(.wrong, "ledger", "\(error)", advice: error.advice)
    }

    func videos(_ configuration: Configuration) -> Finding {
        let folder = configuration.downloadFolder
        guard isFile(folder) else { return Finding(.ok, "videos", "\(folder) (made with the first one)") }
        guard access(folder, W_OK) == 0 else {
            return Finding(
                .wrong,
                "videos",
                "\(folder) cannot be written to: videos would stay at the service, where links expire",
                advice: "Change its permissions, or set download_dir: in the configuration."
            )
        }
        return Finding(.ok, "videos", folder + room(at: folder + "/."))
    }

    private func room(at path: String) -> String {
        guard let bytes = FreeSpace.bytes(at: path) else { return "" }
        return ", \(bytes / 1_000_000_000) GB free"
    }

    func programs(_ configuration: Configuration) -> [Finding] {
        var findings = [program("editor", configuration.editor, advice: "Set VISUAL, or editor: in the configuration.")]
        if let words = configuration.notify {
            findings.append(program("notify", words, advice: "Change notify: in the configuration."))
        }
        let player = VideoPlayer(chosen: configuration.player, environment: environment)
        if let words = player.command {
            findings.append(program("player", words, advice: "Change player: in the configuration."))
        } else {
            findings.append(Finding(.ok, "player", "none: o in the console tells where the video is"))
        }
        return findings
    }

    private func program(_ topic: String, _ words: [String], advice: String) -> Finding {
        let name = words.first ?? ""
        guard let path = Executable.find(name, environment: environment) else {
            return Finding(.warning, topic, "\(name) is not there", advice: advice)
        }
        return Finding(.ok, topic, path)
    }
}
