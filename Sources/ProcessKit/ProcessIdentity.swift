import FoundationEssentials
import Glibc

/// A process, told apart from a later one that got the same number.
///
/// Written as `pid:starttime`.
package struct ProcessIdentity: Hashable, Sendable {
    package let processID: Int32
    /// In clock ticks since the machine started.
    package let startTime: UInt64

    package init(processID: Int32, startTime: UInt64) {
        self.processID = processID
        self.startTime = startTime
    }

    /// A process that is there now; nil if there is none, or it has ended and waits to be reaped.
    package init?(of processID: Int32) {
        guard let line = Self.statLine(of: processID) else { return nil }
        self.init(processID: processID, statLine: line)
    }

    private static func statLine(of processID: Int32) -> String? {
        // Not there: the answer, not a failure.
        let data = try? Data(contentsOf: URL(filePath: "/proc/\(processID)/stat"))
        return data.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What stands behind the name, which may hold spaces and parentheses.
    private static func fields(_ statLine: String) -> [Substring] {
        guard let nameEnd = statLine.lastIndex(of: ")") else { return [] }
        return statLine[statLine.index(after: nameEnd)...].split(separator: " ")
    }

    /// Reads the line of `/proc/PID/stat`.
    package init?(processID: Int32, statLine: String) {
        let fields = Self.fields(statLine)
        guard fields.count > 19, !["Z", "X"].contains(fields[0]), let startTime = UInt64(fields[19]) else { return nil }
        self.init(processID: processID, startTime: startTime)
    }

    /// The process that is running.
    package static func own() -> ProcessIdentity {
        ProcessIdentity(of: getpid()) ?? ProcessIdentity(processID: getpid(), startTime: 0)
    }

    package var isAlive: Bool {
        ProcessIdentity(of: processID) == self
    }

    /// Whether a signal has stopped it, so that it does nothing until another one lets it go on.
    package var isSuspended: Bool {
        guard let line = Self.statLine(of: processID) else { return false }
        return Self(processID: processID, statLine: line) == self && Self.fields(line).first == "T"
    }
}

extension ProcessIdentity: LosslessStringConvertible {
    package init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let processID = Int32(parts[0]), let startTime = UInt64(parts[1]) else { return nil }
        self.init(processID: processID, startTime: startTime)
    }

    package var description: String {
        "\(processID):\(startTime)"
    }
}
