import BachAPI
import FoundationEssentials
import PlainText
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

private func exchange(
    _ number: Int,
    _ kind: Exchange.Kind,
    status: Int? = 200,
    code: Int? = 200,
    _ message: String?,
    seconds: Double,
    count: Int = 1
) -> ExchangeSummary {
    ExchangeSummary(
        number: number,
        task: ShortID(rawValue: "k40cc9"),
        kind: kind,
        method: kind == .create ? "POST" : "GET",
        url: "https://h/api/vdr/videos/text2video",
        at: start.addingTimeInterval(seconds - 0.31),
        took: .milliseconds(310),
        count: count,
        lastAt: start.addingTimeInterval(seconds),
        status: status,
        code: code,
        message: message
    )
}

@Suite("Log and open exchange")
struct LogViewTests {
    private func desk(columns: Int, rows: Int) -> Desk {
        var desk = Desk(columns: columns, rows: rows)
        desk.take(.noted(Note(Notice("k40cc9 is being sent."), at: start)))
        desk.take(
            .exchangesRecorded([
                exchange(1, .create, "0b6e5a1c-77e2", seconds: 1),
                exchange(2, .query, "TASK_PROCESSING", seconds: 10, count: 12),
                exchange(3, .create, status: 403, code: 1302, "Insufficient credit package.", seconds: 15),
                exchange(4, .query, status: nil, code: nil, "The transfer \u{1B}[31mstalled.", seconds: 20),
            ])
        )
        desk.press("5")
        return desk
    }

    @Test("lists time, level, task and what was said, the questions last")
    func normal() {
        var desk = desk(columns: 80, rows: 24)
        #expect(
            desk.rows.prefix(7).joined(separator: "\n") == """
                TOCCATA 1 Queue 2 Compose 3 Library 4 Refs [5 Log]      LOCAL placeholder videos
                ┌─ Log ───────────────────────────────── 4 of 5  info and worse, v shows more ─┐
                │  08:00:00        k40cc9 is being sent.                                       │
                │  08:00:01        k40cc9  POST create 200 0.31 s 0b6e5a1c-77e2                │
                │  08:00:15  error k40cc9  POST create 403 0.31 s code 1302 Insufficient credi~│
                │> 08:00:20  warn  k40cc9  GET query no answer 0.31 s The transfer             │
                │                          �[31mstalled.                                       │
                """
        )
        #expect(desk.rows.last == " ? help  Enter open  / filter  v level  : actions  2 compose  q back  Q quit")
        desk.press("v v v k")
        #expect(desk.rows[1].hasSuffix(" 5  everything  G follows ─┐"))
        #expect(desk.screen.contains("GET query 200 0.31 s TASK_PROCESSING (12 times)"))
    }

    @Test("has no box and short words on a narrow screen, and shows the filter in its first row")
    func narrow() {
        var desk = desk(columns: 40, rows: 12)
        desk.press("/")
        desk.type("create")
        #expect(
            desk.screen == """
                TOCCATA Log                        LOCAL
                ── Log 2 of 5 info and worse ───────────
                / create
                  08:00   k40cc9 POST create 200 0.31 s~
                > 08:00 e k40cc9 POST create 403 0.31 s
                                 code 1302 Insufficient
                                 credit package.




                 F1 help  Enter done  Esc clear
                """
        )
        #expect(desk.frame.cursor == Point(column: 8, row: 2))
        desk.press("Esc v v v k k k k k k k k")
        #expect(desk.rows[1].hasPrefix("── Log 5 everything G ends"))
    }

    @Test("fits every size, with and without filter", arguments: [(20, 5), (40, 10), (40, 12), (120, 40), (200, 60)])
    func sizes(columns: Int, rows: Int) {
        var desk = desk(columns: columns, rows: rows)
        for keys in ["v", "v", "v", "k", "Enter", "q", "/ t Enter", "g g", "Enter", "G"] {
            desk.press(keys)
            #expect(desk.frame.lines.allSatisfy { PlainText.columns(of: $0) == columns })
            #expect(!desk.screen.unicodeScalars.contains("\u{1B}"))
        }
    }

    @Test("says why nothing is shown")
    func empty() {
        var desk = desk(columns: 80, rows: 24)
        desk.press("/")
        desk.type("zebra")
        #expect(desk.screen.contains("Nothing like that; Esc clears the filter."))
        var quiet = Desk()
        quiet.take(.exchangesRecorded([exchange(2, .query, "TASK_PROCESSING", seconds: 10)]))
        quiet.press("5")
        #expect(quiet.screen.contains("Nothing of this level yet; v shows more."))
        quiet.take(.exchangesRecorded((3...1100).map { exchange($0, .query, "TASK_PROCESSING", seconds: 10) }))
        quiet.press("/")
        quiet.type("zebra")
        #expect(quiet.screen.contains("Nothing like that among the newest 1000; Esc clears"), "\(quiet.screen)")
    }

    @Test("names its keys in the help")
    func help() {
        var desk = desk(columns: 80, rows: 24)
        desk.press("?")
        for key in [" /   ", " v   ", " G, End", " Enter, l, Right"] { #expect(desk.screen.contains(key)) }
    }

    @Test("shows an exchange whole, its JSON indented, to be scrolled")
    func whole() {
        var desk = desk(columns: 80, rows: 24)
        desk.press("k")
        desk.press("Enter")
        #expect(desk.screen.contains("Reading the ledger ..."))
        let answer = Exchange.Answer(
            status: 403,
            headers: [.init("Date", "Sat, 21 Nov 2026 00:36:24 GMT")],
            body: KeptBody(Data(#"{"code":1302,"message":"Insufficient \u001b[31m"}"#.utf8))
        )
        let prompts = (1...30).map { JSONValue.string("line \($0)") }
        let kept = Exchange(
            kind: .create,
            at: start,
            took: .milliseconds(310),
            method: "POST",
            url: "https://h/api/vdr/videos/text2video",
            headers: [.init("Authorization", "Bearer ***")],
            body: KeptBody(JSONValue.array(prompts).data),
            outcome: .answered(answer)
        )
        let task = ShortID(rawValue: "k40cc9")
        let recorded = RecordedExchange(number: 3, task: task, exchange: kept, count: 1, lastAt: start)
        desk.take(.exchangeLoaded(number: 3, recorded))
        #expect(desk.rows[1].contains("j k scroll  q back"))
        #expect(desk.rows[1].hasPrefix("┌─ create of k40cc9 ─"))
        #expect(desk.rows[2].contains("POST https://h/api/vdr/videos/text2video"))
        #expect(desk.rows[4].contains("Authorization: Bearer ***"))
        #expect(desk.screen.contains("line 1\""))
        #expect(!desk.screen.contains("HTTP 403"))
        desk.press("G")
        #expect(desk.screen.contains("HTTP 403"))
        #expect(desk.screen.contains(#"  "message": "Insufficient \u001b[31m""#))
        desk.press("Esc")
        #expect(desk.state.overlays == [])
    }
}
