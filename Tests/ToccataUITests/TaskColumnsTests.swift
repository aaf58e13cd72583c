import BachAPI
import FoundationEssentials
import PlainText
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("The columns of a list")
struct TaskColumnsTests {
    private var tasks: [VideoTask] {
        var elements = makeTask("bbbbbb", .done, prompt: "湖の夜明け、金色の光", mode: .multiImageToVideo, age: 70)
        elements.request = ["prompt": "湖の夜明け、金色の光", "mode": "pro", "duration": "10"]
        let subject = makeTask("cccccc", .done, prompt: "", mode: .textToSubject, age: 80)
        return [makeTask("aaaaaa"), elements, subject]
    }

    private func rows(_ columns: Int, _ keys: String = "") -> [String] {
        var desk = Desk(columns: columns, rows: 24, tasks: tasks)
        desk.press(keys)
        return Array(desk.rows[1...4])
    }

    @Test("what is least needed goes first where it is narrow: size, length, seed, age, mode, and the note last")
    func dropped() {
        let headings = [
            (96, "ID KIND PROMPT SEED LEN SIZE AGE NOTE"), (95, "ID KIND PROMPT SEED LEN AGE NOTE"),
            (91, "ID KIND PROMPT SEED AGE NOTE"), (87, "ID KIND PROMPT AGE NOTE"), (60, "ID KIND PROMPT AGE NOTE"),
            (59, "ID KIND PROMPT NOTE"), (51, "ID PROMPT NOTE"), (36, "ID PROMPT NOTE"), (35, "ID PROMPT"),
        ]
        for (columns, heading) in headings {
            #expect(rows(columns)[0].split(separator: " ").joined(separator: " ") == "ST " + heading, "\(columns)")
        }
    }

    @Test("a wide list says the numbers of each request, as far as it has such")
    func wide() {
        #expect(
            rows(97) == [
                "  ST    ID     KIND PROMPT                                          SEED LEN  SIZE  AGE NOTE",
                "> RUN   aaaaaa t2v  Lake at dawn, golden light, slow dolly back        7  6s  720p   1m",
                "  DONE  bbbbbb m2v  湖の夜明け、金色の光                                 10s 1080p   1m saved",
                "  DONE  cccccc t2s                                                                   1m saved",
            ]
        )
    }

    @Test("a narrow list still says how long each takes, and of a long note its first word")
    func narrow() {
        let took = (0..<8).map { index in
            var done = makeTask(String(repeating: "qrstuvwx".map(String.init)[index], count: 6), .done, age: 900)
            (done.sentAt, done.took) = (done.createdAt, .seconds(192))
            return done
        }
        var running = makeTask("aaaaaa", age: 60)
        running.sentAt = running.createdAt
        var unsaved = makeTask("bbbbbb", .unsaved, age: 7300)
        unsaved.finishedAt = start.addingTimeInterval(-7200)
        let desk = Desk(columns: 40, rows: 12, tasks: [running, unsaved] + took)
        #expect(
            desk.rows[1...3] == [
                "  ST    ID     PROMPT            NOTE", "> RUN   aaaaaa Lake at dawn, go~ ~2m12s",
                "  DONE! bbbbbb Lake at dawn, go~ !save",
            ]
        )
    }

    @Test("rows are exactly as wide as the screen at each width", arguments: Array(36...99))
    func widths(columns: Int) {
        let frame = Desk(columns: columns, rows: 24, tasks: tasks).frame
        #expect(frame.lines.allSatisfy { PlainText.columns(of: $0) == columns })
        let note = frame.lines[3].firstRange(of: "saved").map {
            PlainText.columns(of: String(frame.lines[3][..<$0.lowerBound]))
        }
        #expect(note == columns - (columns < 64 ? 7 : 9), "\(frame.lines[3])")
    }
}
