import Scratch
import Testing
import ToccataConfig

@Suite("Configuration")
struct ConfigurationTests {
    private func configuration(
        _ variables: [String: String] = [:],
        flags: Configuration.Flags = .init(),
        _ change: (inout ConfigFile) -> Void = { _ in }
    ) throws -> Configuration {
        var file = ConfigFile(path: "/c.yaml")
        change(&file)
        return try Configuration(
            environment: variables.merging(["HOME": "/home/ada"]) { $1 },
            flags: flags,
            file: file
        )
    }

    @Test("has a value for everything where nothing is said")
    func defaults() throws {
        let configuration = try configuration()

        #expect(configuration.plan == .embedded)
        #expect(configuration.downloadFolder == "/home/ada/.local/share/toccata/videos")
        #expect(configuration.pollInterval == nil)
        #expect(configuration.grace == .seconds(3))
        #expect(configuration.downloadsAtOnce == 3)
        #expect(configuration.editor == ["vi"])
        #expect(configuration.player == nil)
        #expect(configuration.notices == [])
    }

    @Test("lets flags count before the file")
    func flags() throws {
        let flags = Configuration.Flags(downloadFolder: "/clips", pollInterval: .seconds(3))

        let configuration = try configuration(flags: flags) { file in
            file.downloadFolder = "~/mine"
            file.pollInterval = .seconds(9)
        }

        #expect(configuration.downloadFolder == "/clips")
        #expect(configuration.pollInterval == .seconds(3))
        #expect(try self.configuration { $0.downloadFolder = "~/mine" }.downloadFolder == "/home/ada/mine")
    }

    @Test(
        "takes the editor from the file, VISUAL, EDITOR, in this order",
        arguments: [
            (["VISUAL": "code -w", "EDITOR": "nano"], ["helix"], ["helix"]),
            (["VISUAL": "code -w", "EDITOR": "nano"], nil, ["code", "-w"]),
            (["VISUAL": "", "EDITOR": "nano"], nil, ["nano"]),
            ([:], nil, ["vi"]),
        ] as [([String: String], [String]?, [String])]
    )
    func editor(variables: [String: String], file: [String]?, editor: [String]) throws {
        #expect(try configuration(variables) { $0.editor = file }.editor == editor)
    }

    @Test("starts a console with a broken file, but not a command")
    func brokenFile() throws {
        let folder = try ScratchFolder()
        let variables = ["HOME": "/home/ada", "XDG_CONFIG_HOME": folder.path]
        let path = Directories(environment: variables).configFile
        #expect(path == folder.file("toccata/config.yaml"))
        try folder.makeFolder("toccata")
        try folder.write("editor: [", to: "toccata/config.yaml")

        let configuration = try Configuration.load(environment: variables, isStrict: false)

        #expect(configuration.editor == ["vi"])
        #expect(configuration.notices.map(\.kind) == [.error])
        let notice = try #require(configuration.notices.first)
        #expect(throws: ConfigError.unusableFile(notice)) {
            try Configuration.load(environment: variables, isStrict: true)
        }
    }
}

@Suite("Directories")
struct DirectoriesTests {
    @Test("are where XDG puts them")
    func usual() {
        let directories = Directories(environment: ["HOME": "/home/ada/"])

        #expect(directories.ledger == "/home/ada/.local/state/toccata/ledger.sqlite")
        #expect(directories.local == "/home/ada/.local/state/toccata/local")
        #expect(directories.configFile == "/home/ada/.config/toccata/config.yaml")
        #expect(directories.videos == "/home/ada/.local/share/toccata/videos")
    }

    @Test("follow XDG variables that hold absolute paths")
    func variables() {
        let directories = Directories(
            environment: ["HOME": "/home/ada", "XDG_STATE_HOME": "/s/", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": ""]
        )

        #expect(directories.state == "/s/toccata")
        #expect(directories.data == "/home/ada/.local/share/toccata")
    }

    @Test(
        "expand a tilde at the beginning only",
        arguments: [("~", "/h"), ("~/a", "/h/a"), ("~a", "~a"), ("/~", "/~")]
    )
    func tilde(path: String, expanded: String) {
        #expect(Directories(environment: ["HOME": "/h"]).expand(path) == expanded)
    }

    @Test(
        "write the home folder as a tilde",
        arguments: [("/h", "~"), ("/h/videos", "~/videos"), ("/home", "/home"), ("/x/h", "/x/h")]
    )
    func abbreviated(path: String, short: String) {
        #expect(Directories(environment: ["HOME": "/h"]).abbreviate(path) == short)
    }
}
