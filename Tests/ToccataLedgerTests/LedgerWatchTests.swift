import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: noticing others", .timeLimit(.minutes(1)))
struct LedgerWatchTests {
    let folder: ScratchFolder
    var path: String { folder.file("ledger.sqlite") }

    init() throws {
        folder = try ScratchFolder()
    }

    @Test("notices what another connection writes")
    func write() async throws {
        let ledger = try Ledger(path: path)
        let changes = try LedgerWatch.changes(toLedgerAt: path)

        try await ledger.accept(.sample(), source: "console")

        var iterator = changes.makeAsyncIterator()
        #expect(await iterator.next() != nil)
    }

    @Test("hears of every transaction once it can be read, the last one too")
    func afterTheCommit() async throws {
        let writer = try Ledger(path: path)
        let reader = try Ledger(path: path)
        let changes = try LedgerWatch.changes(toLedgerAt: path)
        let (seen, sight) = AsyncStream.makeStream(of: Int.self)
        let following = Task {
            var mark: LedgerMark?
            for await _ in changes {
                let (news, now) = try await reader.news(since: mark)
                mark = now
                switch news {
                case .everything(let tasks), .changed(let tasks): for task in tasks { sight.yield(task.attempts) }
                }
            }
        }
        defer { following.cancel() }
        try await writer.accept(.sample(), source: "console")

        var sights = seen.makeAsyncIterator()
        for attempt in 1...100 {
            let change = { @Sendable (task: inout VideoTask) in
                task.attempts = attempt
                return true
            }
            try await writer.change(ShortID(rawValue: "a1b2c3"), at: noon(), source: "test", change)
            while let last = await sights.next(), last < attempt {}
        }
    }

    @Test("hears nothing of a transaction that changed nothing")
    func nothingChanged() async throws {
        let writer = try Ledger(path: path)
        try await writer.accept(.sample(), source: "console")
        let changes = try LedgerWatch.changes(toLedgerAt: path)
        let heard = Task { await changes.first { true } != nil }

        for _ in 1...10 {
            try await writer.change(ShortID(rawValue: "a1b2c3"), at: noon(), source: "test") { _ in false }
        }
        heard.cancel()
        #expect(await !heard.value)
    }

    @Test("notices that the right to poll was given back")
    func givenBack() async throws {
        let lock = try PollerLock(besideLedgerAt: path)
        #expect(try lock.tryLock())
        let changes = try LedgerWatch.changes(toLedgerAt: path)

        lock.unlock()

        var iterator = changes.makeAsyncIterator()
        #expect(await iterator.next() != nil)
    }

    @Test("notices that the process with the right to poll has died")
    func holderDied() async throws {
        var lock: PollerLock? = try PollerLock(besideLedgerAt: path)
        #expect(try lock?.tryLock() == true)
        let changes = try LedgerWatch.changes(toLedgerAt: path)

        lock = nil  // the kernel closes a dead process's files in the same way

        var iterator = changes.makeAsyncIterator()
        #expect(await iterator.next() != nil)
    }

    @Test("says that a folder which is missing cannot be watched")
    func missingFolder() {
        let path = folder.file("none/ledger.sqlite")

        #expect(throws: LedgerError.cannotWatch(path: path, code: 2)) { try LedgerWatch.changes(toLedgerAt: path) }
    }
}

@Suite("Poller lock")
struct PollerLockTests {
    let folder: ScratchFolder
    var path: String { folder.file("ledger.sqlite") }

    init() throws {
        folder = try ScratchFolder()
    }

    @Test("belongs to one at a time, and can be given back")
    func oneAtATime() throws {
        let first = try PollerLock(besideLedgerAt: path)
        let second = try PollerLock(besideLedgerAt: path)

        #expect(try first.tryLock())
        #expect(try first.tryLock())  // still
        #expect(try !second.tryLock())
        #expect(first.isHeld && !second.isHeld)
        first.unlock()
        #expect(try second.tryLock())
        first.unlock()  // not its own any more
        #expect(try !first.tryLock())
    }

    @Test("is free when its holder is gone")
    func freedAtDeath() throws {
        var first: PollerLock? = try PollerLock(besideLedgerAt: path)
        #expect(try first?.tryLock() == true)
        first = nil

        #expect(try PollerLock(besideLedgerAt: path).tryLock())
    }

    @Test("says who holds it, whoever held it before and whatever stood in its file")
    func holder() throws {
        try folder.write("\u{0}", to: "ledger.sqlite-poller")
        let reader = try PollerLock(besideLedgerAt: path, as: "3:3")
        #expect(reader.holder == nil)
        for name in ["1234567:123456789", "22:4"] {
            let lock = try PollerLock(besideLedgerAt: path, as: name)
            #expect(try lock.tryLock())
            #expect(reader.holder == name)
            lock.unlock()
            #expect(reader.holder == name)
        }
    }

    @Test("is a private file beside the ledger")
    func file() throws {
        _ = try PollerLock(besideLedgerAt: path)

        #expect(try folder.permissions("ledger.sqlite-poller") == 0o600)
    }
}
