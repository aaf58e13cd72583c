import BachAPI
import FoundationEssentials
import Glibc
import ProcessKit

/// `run.json`: where the embedded server listens, and which process it is.
struct RunRecord: Equatable, Sendable {
    let baseURL: String
    let process: ProcessIdentity
    /// The access key that it was started with.
    let accessKey: String

    /// Whether it runs and takes these keys; a server that was started with others refuses everything.
    func serves(_ keys: LocalKeys) -> Bool { accessKey == keys.accessKey && process.isAlive }

    static func path(in folder: String) -> String { folder + "/run.json" }

    /// The record of a folder; nil when there is none that can be read.
    static func read(folder: String) -> RunRecord? {
        // No record means that no server was started here yet.
        guard let data = try? Data(contentsOf: URL(filePath: path(in: folder))),
            let json = try? JSONValue(parsing: data),
            let baseURL = json["base_url"]?.stringValue,
            let process = json["process"]?.stringValue.flatMap(ProcessIdentity.init),
            let accessKey = json["access_key"]?.stringValue
        else { return nil }
        return RunRecord(baseURL: baseURL, process: process, accessKey: accessKey)
    }

    func write(folder: String) -> Bool {
        let json: JSONValue = [
            "base_url": .string(baseURL),
            "port": port.map { .integer(Int64($0)) } ?? .null,
            "pid": .integer(Int64(process.processID)),
            "process": .string(process.description),
            "access_key": .string(accessKey),
        ]
        let path = Self.path(in: folder)
        let temporary = path + ".\(getpid())"
        unlink(temporary)
        return PrivateFile.write(Array(json.text(.indented).utf8), to: temporary) && rename(temporary, path) == 0
    }

    private var port: Int? {
        baseURL.split(separator: "/").dropFirst().first?.split(separator: ":").last.flatMap { Int($0) }
    }
}
