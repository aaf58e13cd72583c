import BachAPI
import PlainText
import Scratch
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Names offered on the screen")
struct NameListTests {
    private func subject(_ name: String) -> Subject {
        Subject(name: name, pictures: [PictureSource("https://x/1.png"), PictureSource("https://x/2.png")])
    }

    private func desk(_ columns: Int, _ rows: Int, names: [String], of draft: [String] = []) -> Desk {
        var desk = Desk(columns: columns, rows: rows)
        var elements = Draft(mode: .elementsToVideo)
        elements.references = draft.map { .subject(subject($0)) }
        desk.take(.draftLoaded(elements))
        desk.take(.subjectsLoaded(names.map(subject)))
        desk.press("2")
        return desk
    }

    @Test("stand under the word at 80x24, with what becomes of each; the hints are theirs")
    func medium() {
        var desk = desk(80, 24, names: ["anna", "白い犬", "Tofu the cat"], of: ["anna"])
        desk.type("On the pier @")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue [2 Compose] 3 Library 4 Refs 5 Log      LOCAL placeholder videos
                ┌─ Prompt ────────────────────── 13/10000 ─┐┌─ Settings ────── elements2video ─┐
                │On the pier @                             ││  Mode         elements to video  │
                │            ┌─ Subjects ────────────────────┐ References   1/9, 2 pictures    │
                │            │> anna         reference 1     │ Duration     6 s                │
                │            │  白い犬       adds reference 2│ Resolution   720p               │
                │            │  Tofu the cat adds reference 2│ Aspect ratio 16:9               │
                │            └───────────────────────────────┘ FPS          30 (default)       │
                │                                          ││  Seed         chosen at review   │
                │                                          ││  Variants     1                  │
                │                                          ││  Negative     -                  │
                └──────────────────────────────────────────┘│  Audio        off                │
                ┌─ Advice: Prompt ─────────────────────────┐│  Audio prompt -                  │
                │Call references by what they are (the     ││  Callback URL -                  │
                │woman, the boat), subjects by name: @     ││               [Review]  C-x Enter│
                │completes it. Say what moves: the kind of ││                                  │
                │motion, its speed and direction (slight   ││                                  │
                │rocking, gliding upwards slowly). Name the││                                  │
                │camera's move, the surroundings and their ││                                  │
                └──────────────────────────────────────────┘│                                  │
                 Check  ready: C-x Enter to review          │                                  │
                 Draft  not kept yet, NOT SENT              └──────────────────────────────────┘

                 F1 help  Tab take  Esc leave  C-x Enter review  C-x C-e editor  C-x d drafts
                """
        )
        desk.press("C-n Tab")
        #expect(desk.state.compose.draft.prompt == "On the pier 白い犬")
    }

    @Test("have room at 40x10, over the word where there is more of it")
    func small() {
        var desk = desk(40, 10, names: ["anna", "白い犬", "Tofu the cat", String(repeating: "n", count: 50)])
        desk.type("a\nb\nc\n@n")
        #expect(
            desk.screen == """
                TOCCATA Compose                    LOCAL
                ┌─ Subjects ───────────────────────────┐
                │> nnnnnnnnnnnnnnnnnn~ adds reference 1│
                │  anna                adds reference 1│
                └──────────────────────────────────────┘
                │@n                                    │
                │                                      │
                └──────────────────────────────────────┘
                 Check  Image URL cannot be empty.
                 F1 help  Tab take  Esc leave
                """
        )
    }

    @Test("keep to the pane at 120x40, where the word stands at its edge")
    func wide() {
        var desk = desk(120, 40, names: ["anna", String(repeating: "long name ", count: 6)])
        desk.type("The boats of the harbour lie still while on the pier in the @")
        #expect(
            desk.screen == """
                 TOCCATA  1 Queue  [2 Compose]  3 Library  4 Refs  5 Log                                        LOCAL placeholder videos
                ┌─ Prompt ──────────────────────────────────────────────────── 61/10000 ─┐┌─ Settings ──────────────── elements2video ─┐
                │The boats of the harbour lie still while on the pier in the @           ││  Mode         elements to video            │
                │                                      ┌─ Subjects ────────────────────────────────────────────────────────────────────┐
                │                                      │> anna                                                         adds reference 1│
                │                                      │  long name long name long name long name long name long name  adds reference 1│
                │                                      └───────────────────────────────────────────────────────────────────────────────┘
                │                                                                        ││  FPS          30 (default)                 │
                │                                                                        ││  Seed         chosen at review             │
                │                                                                        ││  Variants     1                            │
                │                                                                        ││  Negative     -                            │
                │                                                                        ││  Audio        off                          │
                │                                                                        ││  Audio prompt -                            │
                │                                                                        ││  Callback URL -                            │
                │                                                                        ││               [Review]  C-x Enter          │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                │                                                                        ││                                            │
                └────────────────────────────────────────────────────────────────────────┘│                                            │
                ┌─ Advice: Prompt ───────────────────────────────────────────────────────┐│                                            │
                │Call references by what they are (the woman, the boat), subjects by     ││                                            │
                │name: @ completes it. Say what moves: the kind of motion, its speed and ││                                            │
                │direction (slight rocking, gliding upwards slowly). Name the camera's   ││                                            │
                │move, the surroundings and their light. Be specific. Enter is a new     ││                                            │
                │line.                                                                   ││                                            │
                │                                                                        ││                                            │
                └────────────────────────────────────────────────────────────────────────┘│                                            │
                 Check  Image URL cannot be empty.                                        │                                            │
                 Draft  not kept yet, NOT SENT                                            └────────────────────────────────────────────┘

                 F1 help  Tab take  Esc leave  C-x Enter review  C-x C-e editor  C-x d drafts
                """
        )
    }

    @Test("steer nothing and keep the columns right, whatever a name holds", arguments: [(20, 5), (40, 10), (80, 24)])
    func hostile(columns: Int, rows: Int) {
        for text in [HostileText.short, HostileText.text] {
            var desk = desk(columns, rows, names: [text, "x" + text], of: [text])
            desk.type("@")
            #expect(!desk.state.nameOffers.isEmpty)
            let frame = desk.frame
            #expect(frame.lines.allSatisfy { PlainText.columns(of: $0) == columns })
            for cell in frame.cells { #expect(HostileText.trouble(in: cell.text, allowing: []) == nil) }
        }
    }

    @Test("fit every size there is")
    func sizes() {
        for columns in [1, 20, 21, 39, 83, 160] {
            for rows in [1, 4, 5, 6, 7, 8, 9, 14, 50] {
                var desk = desk(columns, rows, names: (1...12).map { "subject \($0)" })
                desk.type("a\n@")
                desk.press("Down Down Down Down Down Down Down Down Down")
                #expect(desk.frame.lines.count == rows)
            }
        }
    }
}
