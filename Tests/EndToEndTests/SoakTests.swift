import BachAPI
import FoundationEssentials
import Glibc
import Scratch
import Testing
import ToccataCore
import ToccataLedger

/// How many; 0 where the environment says nothing, and the test is left out.
private let soakTasks = ProcessInfo.processInfo.environment["TOCCATA_SOAK"].flatMap { Int($0) } ?? 0

/// As long as it takes: `make soak TASKS=2000`, not a part of `make test`.
@Suite("Soak", .enabled(if: soakTasks > 0), .timeLimit(.minutes(60)))
struct SoakTests {
    private static let faults = [
        "rate-limit:0.01", "internal@poll:0.02", "html@poll:0.02", "truncate@poll:0.02", "reset:0.02",
        "lost-ack@create:0.005", "unknown-status:0.02", "no-url:0.02", "truncate@video:0.02", "reset@video:0.02",
        "expire-url:0.02",
    ]

    /// A console, as the kernel sees it.
    private struct Sample: CustomStringConvertible {
        let finished: Int
        /// In kilobytes.
        let resident: Int
        let threads: Int
        let descriptors: Int
        /// Clock ticks of processor time, a hundred a second.
        let ticks: Int

        init(of process: Int32, finished: Int) throws {
            self.finished = finished
            let folder = "/proc/\(process)"
            let status = String(decoding: try Data(contentsOf: URL(filePath: folder + "/status")), as: UTF8.self)
            func number(_ name: String) -> Int {
                let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
                return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
            }
            (resident, threads) = (number("VmRSS"), number("Threads"))
            descriptors = try FileManager.default.contentsOfDirectory(atPath: folder + "/fd").count
            let stat = String(decoding: try Data(contentsOf: URL(filePath: folder + "/stat")), as: UTF8.self)
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            ticks = fields[11...12].compactMap { Int($0) }.reduce(0, +)
        }

        var description: String {
            "\(finished) finished: \(resident) kB, \(threads) threads, \(descriptors) descriptors, \(ticks) ticks"
        }
    }

    @Test("thousands of tasks through one console, with faults: none lost, none doubled, and it grows no further")
    func soak() async throws {
        let home = try Home()
        let service = try await serve(home)
        let ledger = try Ledger(path: home.path + "/.local/state/toccata/ledger.sqlite")
        for number in 0..<soakTasks { _ = try await ledger.accept(task(number, service), source: "console") }
        try home.configure("poll_interval: 2")
        let terminal = try await Tmux(
            columns: 120,
            rows: 40,
            environment: home.environment(service.variables),
            command: ["env", "-u", "TMUX", Project.program("toccata")]
        )
        let process = try #require(pid_t(try await terminal.value("#{pane_pid}")))

        let samples = try await samples(of: process, terminal, ledger)

        try await judge(ledger, service)
        let (half, whole) = (samples[1], samples[2])
        #expect(whole.resident < half.resident + half.resident / 5, "\(samples)")
        #expect(whole.descriptors <= half.descriptors + 2, "\(samples)")
        #expect(whole.threads <= half.threads + 2, "\(samples)")
    }

    private func serve(_ home: Home) async throws -> LocalService {
        let program = home.folder.file("renderer")
        try home.folder.write("#!/bin/sh\nexec cp '\(home.path)/video' \"$1\"\n", to: "renderer", permissions: 0o700)
        try home.folder.write(SmallVideo.text, to: "video")
        let options = ["--renderer", program] + Self.faults.flatMap { ["--fault", $0] }
        return try await LocalService(data: home.path + "/server", options: options)
    }

    private func task(_ number: Int, _ service: LocalService) -> VideoTask {
        let letters = [number / 676 % 26, number / 26 % 26, number % 26].map { UInt8(97 + $0) }
        return VideoTask(
            id: ShortID(rawValue: "aaa" + String(decoding: letters, as: UTF8.self)),
            mode: .textToVideo,
            server: ServerIdentity.remote(baseURL: service.baseURL, keyID: LocalService.accessKey),
            origin: .console,
            holder: "1:1",
            request: [
                "model_name": "bach-1.0-preview", "prompt": .string("tide \(number)"), "duration": 1,
                "aspect_ratio": "16:9", "resolution": "720p",
            ],
            createdAt: .now
        )
    }

    /// At a tenth, the half and the whole of the tasks; a person looks around meanwhile.
    private func samples(of process: pid_t, _ terminal: Tmux, _ ledger: Ledger) async throws -> [Sample] {
        var samples: [Sample] = []
        for part in [soakTasks / 10, soakTasks / 2, soakTasks] {
            var settled = 0
            repeat {
                try await Task.sleep(for: .seconds(1))
                for key in ["1", "j", "j", "Enter", "q", "3", "5", "1"] { try await terminal.press(key) }
                settled = try await ledger.tasks().count { $0.state.isSettled }
            } while settled < part
            samples.append(try Sample(of: process, finished: settled))
            print(samples[samples.count - 1])
        }
        return samples
    }

    private func judge(_ ledger: Ledger, _ service: LocalService) async throws {
        let tasks = try await ledger.tasks()
        let saved = tasks.filter { $0.state == .done }
        let unsaved = tasks.count { $0.state == .unsaved }
        let lost = tasks.count { $0.state == .lost }
        print("saved \(saved.count), unsaved \(unsaved), lost \(lost), creates \(service.creates)")
        #expect(saved.count + unsaved + lost == soakTasks)
        // Of a lost one nobody here knows whether it was made.
        #expect((saved.count + unsaved...soakTasks).contains(service.creates))
        #expect(Set(tasks.compactMap(\.taskID)).count == saved.count + unsaved)
        for task in saved {
            let file = try #require(task.file)
            #expect(try Data(contentsOf: URL(filePath: file)) == Data(SmallVideo.text.utf8), "\(task.id)")
        }
    }
}
