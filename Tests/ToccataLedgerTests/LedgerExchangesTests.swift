import BachAPI
import FoundationEssentials
import SQLiteKit
import Scratch
import Testing
import ToccataCore
import ToccataLedger

private let id = ShortID(rawValue: "aaaaaa")

private func exchange(
    _ kind: Exchange.Kind = .query,
    _ status: String = "TASK_PROCESSING",
    at seconds: Double = 0
) -> Exchange {
    let body = #"{"code":200,"data":{"status":"\#(status)"}}"#
    return Exchange(
        kind: kind,
        at: noon(seconds),
        took: .milliseconds(1234),
        method: kind == .query ? "GET" : "POST",
        url: "https://api.example.com/vdr/videos/text2video",
        headers: [.init("Authorization", "Bearer ***"), .init("Content-Type", "application/json")],
        body: kind == .query ? nil : KeptBody(text: #"{"seed":7.50}"#, bytes: 13, note: nil),
        outcome: .answered(
            Exchange.Answer(
                status: 200,
                headers: [.init("Date", "Sat, 21 Nov 2026 00:36:24 GMT")],
                body: KeptBody(Data(body.utf8))
            )
        )
    )
}

@Suite("Ledger: exchanges")
struct LedgerExchangesTests {
    let folder: ScratchFolder
    let ledger: Ledger

    init() async throws {
        folder = try ScratchFolder()
        ledger = try Ledger(path: folder.file("ledger.sqlite"))
        try await ledger.accept(.sample("aaaaaa"), source: "console")
    }

    @Test("gives back what was recorded, whole, by task and by number")
    func whole() async throws {
        let cut = KeptBody(text: "<html", bytes: 90_000, note: "the first 5 of 90000 bytes")
        var page = exchange(.create, at: 1)
        page.outcome = .answered(Exchange.Answer(status: 502, headers: [], body: cut))
        var broken = exchange(.create, at: 2)
        broken.outcome = .failed(reason: "No answer came in time.")

        try await ledger.record([(id, exchange(.create)), (nil, exchange(.upload)), (id, page), (id, broken)])

        let recorded = try await ledger.exchanges(of: id)
        #expect(recorded.map(\.exchange) == [exchange(.create), page, broken])
        #expect(recorded.map(\.count) == [1, 1, 1])
        let one = try #require(recorded.last)
        #expect(try await ledger.exchange(one.number) == one)
        #expect(try await ledger.exchange(99) == nil)
    }

    @Test("counts a question whose answer is the same, so that a thousand polls are one row")
    func folds() async throws {
        try await ledger.record([(id, exchange(.create))])
        for tens in 0..<100 {
            try await ledger.record((0..<10).map { (Optional(id), exchange(at: Double(tens * 10 + $0))) })
        }
        try await ledger.record([(nil, exchange(at: 5000)), (id, exchange(at: 5001)), (id, exchange(.query, "DONE"))])

        let recorded = try await ledger.exchanges(of: id)
        try #require(recorded.map(\.count) == [1, 1001, 1])
        #expect(recorded[1].exchange.at == noon(0))
        #expect(recorded[1].lastAt == noon(5001))
    }

    @Test("lets the oldest questions of a task go, and nothing else of it")
    func trims() async throws {
        try await ledger.record([(id, exchange(.create))])
        let many = (0..<(Ledger.mostQuestions + 5)).map { (Optional(id), exchange(.query, "S\($0)")) }
        try await ledger.record(many)

        let recorded = try await ledger.exchanges(of: id)
        try #require(recorded.count == 1 + Ledger.mostQuestions)
        #expect(recorded[0].exchange.kind == .create)
        #expect(recorded[1].exchange.message == "S5")
    }

    @Test("lets the oldest of those without a task go")
    func trimsOthers() async throws {
        try await ledger.record((0...Ledger.mostWithoutTask).map { (nil, exchange(.upload, "S\($0)")) })
        let news = try await ledger.exchangeNews(since: nil).news
        #expect(news.count == Ledger.mostWithoutTask)
        #expect(news.first?.message == "S1")
    }

    @Test("tells another process what is new and what was repeated")
    func news() async throws {
        let other = try Ledger(path: ledger.path)
        try await ledger.record([(id, exchange(.create)), (id, exchange())])
        let first = try await other.exchangeNews(since: nil)
        #expect(first.news.map(\.kind) == [.create, .query])
        #expect(first.news.map(\.took) == [.milliseconds(1234), .milliseconds(1234)])
        #expect(try await other.exchangeNews(since: first.mark).news == [])

        try await ledger.record([(id, exchange(at: 9))])
        let second = try await other.exchangeNews(since: first.mark)
        #expect(second.news.map(\.count) == [2])
        #expect(second.news.first?.number == first.news.last?.number)
        #expect(second.news.first?.message == "TASK_PROCESSING")
        #expect(try await other.exchangeNews(since: nil, limit: 1).news.map(\.kind) == [.query])
    }

    @Test("forgets them with their task, and misses nothing that comes after")
    func forgets() async throws {
        try await ledger.record([(id, exchange(.create)), (id, exchange())])
        let mark = try await ledger.exchangeNews(since: nil).mark
        #expect(try await ledger.forget(id, at: noon()))
        #expect(try await ledger.exchanges(of: id) == [])
        try await ledger.record([(nil, exchange(.upload))])
        #expect(try await ledger.exchangeNews(since: mark).news.map(\.kind) == [.upload])
    }

    @Test("comes to a ledger that was made before it, whose tasks stay")
    func migrates() async throws {
        let path = folder.file("old.sqlite")
        let old = try Ledger(path: path)
        try await old.accept(.sample("bbbbbb"), source: "console")
        let connection = try SQLiteConnection(path: path)
        for sql in [
            "DROP TABLE exchanges", "DROP TABLE exchange_changes", "ALTER TABLE tasks DROP COLUMN watermark_url",
            "ALTER TABLE tasks DROP COLUMN pictures", "DROP TABLE holds", "DROP INDEX tasks_by_took",
            "ALTER TABLE tasks DROP COLUMN took", "ALTER TABLE tasks DROP COLUMN question_at", "DROP TABLE revisions",
            "ALTER TABLE drafts DROP COLUMN title", "ALTER TABLE tasks DROP COLUMN tags",
            "ALTER TABLE forgotten DROP COLUMN at", "DROP TABLE forgotten_rows",
            "DROP INDEX tasks_by_group", "ALTER TABLE tasks DROP COLUMN task_group",
            "PRAGMA user_version = 3",
        ] {
            _ = try connection.execute(sql)
        }

        let ledger = try Ledger(path: path)
        try await ledger.record([(ShortID(rawValue: "bbbbbb"), exchange())])

        #expect(try await ledger.tasks().map(\.id.rawValue) == ["bbbbbb"])
        #expect(try await ledger.exchanges(of: ShortID(rawValue: "bbbbbb")).count == 1)
    }
}
