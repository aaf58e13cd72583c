import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Copying")
struct CopyingTests {
    private func desk() -> Desk {
        var task = makeTask("aaaaaa", .done)
        task.videoURL = "https://cdn.example/a.mp4?sig=1"
        task.file = "/videos/a.mp4"
        return Desk(tasks: [task])
    }

    @Test(
        "takes the part of the selected task that the second key names, in Queue and Library",
        arguments: [
            ("y u", "https://cdn.example/a.mp4?sig=1"), ("y i", "0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6"),
            ("y p", "Lake at dawn, golden light, slow dolly back"), ("y f", "/videos/a.mp4"), ("y s", "7"),
            ("3 y u", "https://cdn.example/a.mp4?sig=1"),
        ]
    )
    func parts(keys: String, text: String) {
        var desk = desk()
        desk.press(keys)
        let copied = desk.effects.compactMap { if case .copy(let text, _) = $0 { text } else { nil } }
        #expect(copied == [text])
    }

    @Test("shows by which way it went")
    func answered() {
        var desk = desk()
        desk.press("y u")
        desk.take(.answered(Note(Notice("Copied the video's URL by tmux's buffer."), at: start)))
        #expect(desk.rows[22] == " Copied the video's URL by tmux's buffer.")
    }

    @Test("says what there is not, and shows after the first key what can follow")
    func missing() {
        var desk = Desk(tasks: [makeTask("aaaaaa")])
        desk.press("y")
        #expect(desk.rows[22] == " y-  u url  i id  p prompt  f file  m message  s seed  j json")
        desk.press("u")
        #expect(desk.state.notice == .warning("There is nothing to copy: this task has not got the video's URL."))
    }

    @Test("goes through the terminal where only that is at the other end, but not more than terminals take")
    func terminal() {
        var desk = desk()
        desk.state.clipboard = .terminal
        desk.press("y u")
        #expect(desk.effects.contains(.tell(.clipboard("https://cdn.example/a.mp4?sig=1"))))
        #expect(desk.state.notice?.text == "Copied the video's URL by the terminal (OSC 52), if it allows that.")
        var long = makeTask("aaaaaa", .done)
        long.request = ["prompt": .string(String(repeating: "x", count: 56_245))]
        desk.take(.tasksChanged([long]))
        desk.effects = []
        desk.press("y p")
        #expect(!desk.effects.contains { if case .tell = $0 { true } else { false } })
        long.request = ["prompt": .string(String(repeating: "x", count: 56_244))]
        desk.take(.tasksChanged([long]))
        desk.press("y p")
        #expect(desk.effects.contains { if case .tell = $0 { true } else { false } })
    }
}
