import BachAPI
import FoundationEssentials
import Glibc
import ProcessKit
import Scratch
import Testing

/// Keys that can be recognised, and everything that the built programs leave behind when they have worked with them.
@Suite("Secrets", .timeLimit(.minutes(3)))
struct SecretLeakTests {
    private static let secret = "sk-f00dcafe-never-to-be-seen"
    /// How every signed token begins, whichever key signed it.
    private static let signed = "eyJhbGciOi"

    let home: Home
    init() throws { home = try Home() }

    @Test("stay where they belong: in no file, no output, no screen, no child's arguments or environment")
    func everywhere() async throws {
        let service = try await serve()
        try home.folder.write(SmallVideo.text, to: "renderer/video")
        try FileManager.default.copyItem(atPath: Project.root + "/assets/lake.jpg", toPath: home.path + "/lake.jpg")
        var outputs: [String] = []
        for command in commands {
            let ended = try await home.toccata(command, with: service.variables)
            #expect(ended.code == 0, "\(command): \(ended)")
            outputs.append(ended.output + ended.errors)
        }
        let token = try await home.toccata("token", with: service.variables).output
        #expect(token.hasPrefix(Self.signed))
        let byToken = ["BACH_API_TOKEN": String(token.dropLast()), "BACH_BASE_URL": service.baseURL]
        for command in commands + [["submit", "text2video", "--prompt", "b", "--dry-run"]] {
            let ended = try await home.toccata(command, with: byToken)
            #expect(ended.code == 0, "\(command): \(ended)")
            outputs.append(ended.output + ended.errors)
        }
        let id = try await home.task(in: ["done"])
        for command in [["show", id], ["show", id, "--json"]] {
            outputs.append(try await home.toccata(command, with: service.variables).output)
        }
        outputs.append(try await watched(service))
        outputs.append(contentsOf: try await screens(service))
        outputs.append(contentsOf: service.logLines)

        for output in outputs { expectNone(in: Data(output.utf8), "an output:\n\(output)") }
        try expectNone(in: home.path, leaving: ["config.yaml"])
        let child = try home.folder.bytes("renderer/seen")
        #expect(String(decoding: child, as: UTF8.self).contains("PATH="), "the renderer was not asked")
    }

    @Test("of a profile and of a key command, and of the embedded server, stay in the files that they are from")
    func profiles() async throws {
        let service = try await serve()
        try home.folder.write("#!/bin/sh\necho \(Self.secret)\n", to: "key-command", permissions: 0o700)
        let profile =
            "profiles:\n  work:\n    base_url: \(service.baseURL)\n    access_key: \(LocalService.accessKey)\n"
        for line in ["secret_key: \(Self.secret)", "key_command: [\(home.path)/key-command]"] {
            try home.configure(profile + "    " + line + "\n")
            chmod(home.path + "/.config/toccata/config.yaml", 0o600)
            let ended = try await home.toccata(request + ["--wait", "--poll-interval", "0.1"], with: [:])
            #expect(ended.code == 0, "\(ended)")
            expectNone(in: Data((ended.output + ended.errors).utf8), "\(ended)")
        }
        try home.configure("grace: 0\n")
        let local = try await home.toccata(request, with: [:])
        #expect(local.code == 0, "\(local)")
        let keys = try embeddedKeys()
        try expectNone(in: home.path, leaving: ["config.yaml", "key-command"])
        try expectNone(in: home.path, leaving: ["keys.json"], of: keys)
        expectNone(in: Data((local.output + local.errors).utf8), "\(local)", of: keys)
        for arguments in try argumentsOfServers() { expectNone(in: arguments, "arguments of bach-local", of: keys) }
    }

    private let request = ["submit", "text2video", "--prompt", "a", "--duration", "1"]
    private let commands: [[String]] = [
        [
            "submit", "text2video", "--prompt", "a", "--duration", "1", "--wait", "--poll-interval", "0.1",
            "--download", "out", "--json",
        ],
        [
            "submit", "image2video", "--prompt", "a", "--duration", "1", "--image", "lake.jpg", "--wait",
            "--poll-interval", "0.1",
        ],
        ["tasks", "--json"],
        ["upload", "lake.jpg"],
    ]

    private func serve() async throws -> LocalService {
        let script = """
            #!/bin/sh
            { env; cat /proc/$$/cmdline /proc/$PPID/cmdline; } >> '\(home.path)/renderer/seen'
            cp '\(home.path)/renderer/video' "$1"

            """
        try home.folder.makeFolder("renderer")
        try home.folder.write(SmallVideo.text, to: "renderer/video")
        try home.folder.write(script, to: "renderer/program", permissions: 0o700)
        return try await LocalService(
            data: home.path + "/server",
            options: ["--renderer", home.path + "/renderer/program"],
            secretKey: Self.secret
        )
    }

    private func watched(_ service: LocalService) async throws -> String {
        _ = try await home.toccata("submit", "text2video", "--prompt", "c", "--duration", "1", with: service.variables)
        let watch = try home.start(["watch", "--json", "--poll-interval", "0.1"], with: service.variables)
        while try await home.toccata("tasks", "--json", "--limit", "1").document["data"]?.arrayValue?.first?["state"]
            != "done"
        {
            try Task.checkCancellation()
        }
        watch.signal(SIGTERM)
        let ended = await watch.ended
        return ended.output + ended.errors
    }

    /// The console's rooms, with a request and its answer open, and a video in a player.
    private func screens(_ service: LocalService) async throws -> [String] {
        let player = home.path + "/player"
        try home.folder.write("#!/bin/sh\nenv > '\(home.path)/player-seen'\n", to: "player", permissions: 0o700)
        try home.configure("player: [\"\(player)\"]\n")
        let terminal = try await Tmux(
            columns: 160,
            rows: 50,
            environment: home.environment(service.variables),
            command: ["env", "-u", "TMUX", Project.program("toccata")]
        )
        var screens = [try await terminal.wait(for: "DONE")]
        try await terminal.press("o")
        while !FileManager.default.fileExists(atPath: home.path + "/player-seen") { try Task.checkCancellation() }
        for (keys, sign) in [
            (["Enter"], "Server"), (["5", "v", "v", "v"], "everything"), (["G", "k", "Enter"], "Authorization"),
        ] {
            for key in keys { try await terminal.press(key) }
            screens.append(try await terminal.wait(for: sign))
        }
        try await terminal.press("C-c", "C-c")
        return screens
    }

    private func embeddedKeys() throws -> [String] {
        let file = try home.folder.bytes(".local/state/toccata/local/keys.json")
        let keys = try JSONValue(parsing: file)
        return try ["access_key", "secret_key"].map { try #require(keys[$0]?.stringValue) }.suffix(1)
    }

    private func argumentsOfServers() throws -> [Data] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { name in
            // nil: a process that has ended, or is another's.
            guard let words = try? Data(contentsOf: URL(filePath: "/proc/\(name)/cmdline")),
                String(decoding: words, as: UTF8.self).contains(home.path)
            else { return nil }
            return words
        }
    }

    private func expectNone(in folder: String, leaving allowed: Set<String>, of secrets: [String]? = nil) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            // nil: a folder, a socket.
            guard !allowed.contains(String(name.split(separator: "/").last ?? "")),
                let bytes = try? Data(contentsOf: URL(filePath: folder + "/" + name))
            else { continue }
            expectNone(in: bytes, name, of: secrets)
        }
    }

    private func expectNone(in bytes: Data, _ what: String, of secrets: [String]? = nil) {
        for secret in secrets ?? [Self.secret, Self.signed] {
            #expect(bytes.firstRange(of: Data(secret.utf8)) == nil, "\(secret) is in \(what)")
        }
    }
}
