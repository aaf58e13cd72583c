import BachAPI
import FoundationEssentials
import LoopbackServer
import Testing

@Suite("toccata doctor", .timeLimit(.minutes(2)))
struct DoctorTests {
    let home: Home
    init() throws { home = try Home() }

    private func verdicts(_ ended: Home.Ended) throws -> [String: String] {
        let rows = try ended.document["data"]?.arrayValue ?? []
        return Dictionary(
            rows.map { ($0["topic"]?.stringValue ?? "", $0["verdict"]?.stringValue ?? "") },
            uniquingKeysWith: { $1 }
        )
    }

    @Test("in an empty home all is well, and nothing is made or started")
    func emptyHome() async throws {
        let ended = try await home.toccata("doctor", "--json", with: ["EDITOR": "true"])
        #expect(ended.code == 0, "\(ended)")
        let verdicts = try verdicts(ended)
        #expect(verdicts["service"] == "ok" && verdicts["ledger"] == "ok" && verdicts["ffmpeg"] == "ok")
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
    }

    @Test("tells a service that answers, one that refuses, and one that is not there, by the exit code")
    func service() async throws {
        let service = try await LocalService(data: home.path + "/data")
        let well = try await home.toccata("doctor", "--json", with: service.variables)
        #expect(well.code == 0, "\(well)")
        #expect(try verdicts(well)["service"] == "ok" && verdicts(well)["clock"] == "ok")
        #expect(service.creates == 0)

        let refused = try await home.toccata(
            "doctor",
            "--json",
            with: service.variables.merging(["BACH_SECRET_KEY": "another"]) { $1 }
        )
        #expect(refused.code == 4)
        #expect(try verdicts(refused)["service"] == "refused")

        let away = try await home.toccata(
            "doctor",
            "--json",
            with: service.variables.merging(["BACH_BASE_URL": "http://127.0.0.1:1"]) { $1 }
        )
        #expect(away.code == 5)
        #expect(try verdicts(away)["service"] == "unreached")
    }

    @Test("looks at the service of multi-image too, where a profile names one, with its answer and its clock")
    func multiImage() async throws {
        let unknown = #"{"code":1201,"message":"no such task","data":{}}"#
        let main = LoopbackServer { _ in .json(unknown, status: "404 Not Found") }
        let kling = LoopbackServer { _ in
            .json(unknown, status: "404 Not Found", headers: ["Date: Sat, 21 Nov 2026 00:36:24 GMT"])
        }
        func look(_ url: String) async throws -> Home.Ended {
            try home.configure(
                """
                profiles:
                  main:
                    base_url: \(main.url)
                    access_key: a
                    secret_key: s
                    multi_image:
                      base_url: \(url)
                      access_key: k
                      secret_key: s
                """
            )
            let file = home.path + "/.config/toccata/config.yaml"
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            return try await home.toccata("doctor", with: ["EDITOR": "true"])
        }
        let ended = try await look(kling.url)
        #expect(ended.code == 0, "\(ended)")
        #expect(ended.output.contains("multi_image \(kling.url) answers and takes the token"), "\(ended.output)")
        #expect(ended.output.contains(" s ahead of that of multi_image"), "\(ended.output)")
        #expect(kling.requests.count == 1 && main.requests.count == 1)

        let away = try await look("http://127.0.0.1:1")
        #expect(away.code == 5 && away.output.contains("unreached multi_image http://127.0.0.1:1"), "\(away)")
        #expect(away.output.contains("base_url and path below multi_image"), "\(away)")
    }

    @Test("a clock that is off is a warning, with how far")
    func clock() async throws {
        let service = LoopbackServer { _ in
            let unknown = #"{"code":1201,"message":"no such task","data":{}}"#
            return .json(unknown, status: "404 Not Found", headers: ["Date: Sat, 21 Nov 2026 00:36:24 GMT"])
        }
        let ended = try await home.toccata(
            "doctor",
            with: ["BACH_BASE_URL": service.url, "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]
        )
        #expect(ended.code == 0, "\(ended)")
        let line = ended.output.split(separator: "\n").first { $0.contains("clock") } ?? ""
        #expect(line.hasPrefix("warning") && line.hasSuffix("ahead of the service's"), "\(line)")
    }

    @Test("says what is wrong here, and what to do about it")
    func wrong() async throws {
        try home.configure("keys:\n  queue:\n    hold: [x]\neditor: no-such-editor\n")
        try FileManager.default.createDirectory(
            atPath: home.path + "/.local/state/toccata",
            withIntermediateDirectories: true
        )
        try Data("no ledger".utf8).write(to: URL(filePath: home.path + "/.local/state/toccata/ledger.sqlite"))
        let ended = try await home.toccata("doctor")
        #expect(ended.code == 2)
        #expect(ended.errors.contains("Not in order: keys, ledger."), "\(ended.errors)")
        #expect(ended.output.contains("wrong     ledger") && ended.output.contains("warning   editor"))
        #expect(ended.output.contains("Set VISUAL, or editor: in the configuration."))
    }
}
