import BachAPI
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

    @Test("what is least needed goes first where it is narrow: size, length, seed, note, age, mode")
    func dropped() {
        let headings = [
            (96, "ID KIND PROMPT SEED LEN SIZE AGE NOTE"), (95, "ID KIND PROMPT SEED LEN AGE NOTE"),
            (91, "ID KIND PROMPT SEED AGE NOTE"), (87, "ID KIND PROMPT AGE NOTE"), (63, "ID KIND PROMPT AGE"),
            (51, "ID KIND PROMPT"), (43, "ID PROMPT"),
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

    @Test("rows are exactly as wide as the screen at each width", arguments: 84...99)
    func widths(columns: Int) {
        let frame = Desk(columns: columns, rows: 24, tasks: tasks).frame
        #expect(frame.lines.allSatisfy { PlainText.columns(of: $0) == columns })
        let note = frame.lines[3].firstRange(of: "saved").map {
            PlainText.columns(of: String(frame.lines[3][..<$0.lowerBound]))
        }
        #expect(note == columns - 9, "\(frame.lines[3])")
    }
}
