import Glibc
import ProcessKit
import Testing

@Suite("Process identity")
struct ProcessIdentityTests {
    @Test("finds itself alive, also after it was written down")
    func own() throws {
        let own = ProcessIdentity.own()
        let read = try #require(ProcessIdentity(own.description))

        #expect(own.processID == getpid())
        #expect(own.isAlive)
        #expect(read == own)
    }

    @Test("tells a later process with the same number apart")
    func reusedNumber() {
        let own = ProcessIdentity.own()

        #expect(!ProcessIdentity(processID: own.processID, startTime: own.startTime + 1).isAlive)
    }

    @Test("counts a process that has ended as gone")
    func ended() async throws {
        let child = try ChildProcess(starting: Invocation("/bin/sh", ["-c", "read line"], environment: [:]))
        let identity = ProcessIdentity(of: child.processID)
        _ = await child.value()

        #expect(identity?.isAlive != true)
        #expect(ProcessIdentity(of: child.processID) == nil)
    }

    @Test("tells a process that is stopped from one that goes on", .timeLimit(.minutes(1)))
    func suspended() async throws {
        let child = try ChildProcess(starting: Invocation("/bin/sleep", ["100"], environment: [:]))
        defer { child.kill() }
        let identity = try #require(ProcessIdentity(of: child.processID))
        #expect(!identity.isSuspended)
        kill(child.processID, SIGSTOP)
        while !identity.isSuspended { try Task.checkCancellation() }
        #expect(identity.isAlive)
        #expect(!ProcessIdentity(processID: child.processID, startTime: identity.startTime + 1).isSuspended)
        kill(child.processID, SIGCONT)
        while identity.isSuspended { try Task.checkCancellation() }
    }

    @Test(
        "reads the start time behind a name of any shape",
        arguments: [
            (line: "7 (sh) S 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0", startTime: UInt64(4711)),
            (line: "7 (a ) (b) R 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12 0 0", startTime: 12),
            (line: "7 (sh) Z 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0", startTime: nil),  // ended
            (line: "7 (sh) S 1", startTime: nil),
            (line: "", startTime: nil),
        ] as [(String, UInt64?)]
    )
    func statLine(line: String, startTime: UInt64?) {
        #expect(ProcessIdentity(processID: 7, statLine: line)?.startTime == startTime)
    }

    @Test("refuses what is no identity", arguments: ["", "12", "12:", ":5", "12:5:6", "x:5", "12:-5"])
    func badText(text: String) {
        #expect(ProcessIdentity(text) == nil)
    }
}
