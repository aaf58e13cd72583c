import BachAPI
import BachClient
import FoundationEssentials
import Glibc
import HTTPKit
import LoopbackServer
import Scratch
import Testing

private let video = SmallVideo.text

/// Folders that are not what they seem, and names that are taken.
@Suite("Downloading into a hostile folder")
struct HostileFolderTests {
    private let root: ScratchFolder

    init() throws {
        root = try ScratchFolder()
        try root.makeFolder("outside")
        try root.write("mine", to: "outside/kept")
    }

    private func download(_ server: LoopbackServer, _ folder: String) async -> DownloadOutcome {
        let http = HTTPClient(HTTPClient.Configuration(userAgent: "toccata/test", environment: [:]))
        let client = BachClient(baseURL: server.url, credentials: .token(Secret("s")), transport: Transport(http)) {
            Date()
        }
        return await client.downloadVideo(server.url + "/v.mp4", folder: folder, name: "kite") { _ in }
    }

    private func files(_ name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root.file(name))) ?? []).sorted()
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: root.file(name), withDestinationPath: root.file(target))
    }

    /// Whether it failed for a reason on this side, which is named.
    private func isFailure(_ outcome: DownloadOutcome, _ words: String) -> Bool {
        guard case .failed(let reason, isWorthRetrying: false, _, _, _, _) = outcome else { return false }
        return reason.contains(words)
    }

    @Test("saves where a link to a folder leads, for a person made it")
    func linkedFolder() async throws {
        let server = LoopbackServer { _ in .json(video) }
        try root.makeFolder("real")
        try link("videos", to: "real")
        #expect(await download(server, root.file("videos")) == .saved(root.file("videos/kite.mp4")))
        #expect(files("real") == ["kite.mp4"])
    }

    @Test("names a folder that is a file, leads nowhere, or cannot be written to, and asks for nothing")
    func noFolder() async throws {
        let server = LoopbackServer { _ in .json(video) }
        try root.write("mine", to: "file")
        try link("dangling", to: "nowhere/at/all")
        for name in ["file", "file/below", "dangling"] {
            let outcome = await download(server, root.file(name))
            #expect(isFailure(outcome, root.file(name)), "\(outcome)")
        }
        // Nobody may make a file there, not even root.
        let outcome = await download(server, "/proc/self")
        #expect(isFailure(outcome, "/proc/self/kite.mp4.part cannot be written: "), "\(outcome)")
        if geteuid() != 0 {
            try root.makeFolder("closed")
            chmod(root.file("closed"), 0o500)
            #expect(isFailure(await download(server, root.file("closed")), "Permission denied"))
        }
        #expect(String(decoding: try root.bytes("file"), as: UTF8.self) == "mine")
        #expect(files("") == ["closed", "dangling", "file", "outside"].filter { $0 != "closed" || geteuid() != 0 })
        #expect(server.requests.isEmpty)
    }

    @Test("says that a folder vanished in mid-download, writes nothing elsewhere, and makes it anew the next time")
    func vanished() async throws {
        let (folder, aside) = (root.file("videos"), root.file("aside"))
        let outside = root.file("outside")
        let server = LoopbackServer { request in
            // The head of the first one comes when the part is open.
            if request.target == "/v.mp4", !FileManager.default.fileExists(atPath: aside) {
                rename(folder, aside)
                symlink(outside, folder)
            }
            return .json(video)
        }
        let outcome = await download(server, folder)
        #expect(isFailure(outcome, "\(folder)/kite.mp4 cannot be made: No such file or directory"), "\(outcome)")
        #expect(files("outside") == ["kept"])
        unlink(folder)
        #expect(await download(server, folder) == .saved(folder + "/kite.mp4"))
    }

    @Test(
        "takes the next name for what is there, be it a file, a folder or a link",
        arguments: ["file", "folder", "link", "dangling"]
    )
    func taken(by kind: String) async throws {
        let server = LoopbackServer { _ in .json(video) }
        try root.makeFolder("videos")
        switch kind {
        case "file": try root.write("mine", to: "videos/kite.mp4")
        case "folder": try root.makeFolder("videos/kite.mp4")
        case "link": try link("videos/kite.mp4", to: "outside/kept")
        default: try link("videos/kite.mp4", to: "outside/new")
        }
        #expect(await download(server, root.file("videos")) == .saved(root.file("videos/kite-2.mp4")))
        #expect(files("videos") == ["kite-2.mp4", "kite.mp4"])
        #expect(files("outside") == ["kept"])
        #expect(String(decoding: try root.bytes("outside/kept"), as: UTF8.self) == "mine")
    }

    @Test(
        "writes through nothing that lies where the part is to be",
        arguments: ["folder", "link", "dangling", "pipe"]
    )
    func part(is kind: String) async throws {
        let server = LoopbackServer { _ in .json(video) }
        try root.makeFolder("videos")
        let part = "videos/kite.mp4.part"
        switch kind {
        case "folder": try root.makeFolder(part)
        case "link": try link(part, to: "outside/kept")
        case "pipe": mkfifo(root.file(part), 0o600)
        default: try link(part, to: "outside/new")
        }
        let outcome = await download(server, root.file("videos"))
        #expect(isFailure(outcome, root.file(part)), "\(outcome)")
        #expect(files("videos") == ["kite.mp4.part"] && files("outside") == ["kept"])
        #expect(String(decoding: try root.bytes("outside/kept"), as: UTF8.self) == "mine")
        #expect(server.requests.isEmpty)
    }

    @Test("writes no word of where a part is from through a link", arguments: ["outside/kept", "outside/new"])
    func origin(target: String) async throws {
        let server = LoopbackServer { _ in .json(video, headers: ["ETag: \"1\""]) }
        try root.makeFolder("videos")
        try link("videos/kite.mp4.part.from", to: target)
        #expect(await download(server, root.file("videos")) == .saved(root.file("videos/kite.mp4")))
        #expect(files("videos") == ["kite.mp4"] && files("outside") == ["kept"])
        #expect(String(decoding: try root.bytes("outside/kept"), as: UTF8.self) == "mine")
    }
}
