import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("References on the screen")
struct ReferencesViewTests {
    @Test("lists what goes out in order, with what was found in each file")
    func list() {
        var desk = Desk()
        desk.press("4 a")
        desk.type("pics/lake.png")
        desk.press("Enter a")
        desk.type("~/tiny.gif")
        desk.press("Enter A")
        desk.type("anna")
        desk.press("Tab Tab Tab Tab")
        desk.type("https://cdn.example/front.jpg")
        desk.press("M-Enter Esc q")
        let lake = PictureFinding.file(.png, bytes: 2_123_456, width: 1600, height: 1200)
        desk.take(.pictureChecked(path: "/films/pics/lake.png", lake))
        desk.take(.pictureChecked(path: "/home/jo/tiny.gif", .file(.gif, bytes: 900, width: 10, height: 12)))
        #expect(
            desk.screen == """
                TOCCATA 1 Queue 2 Compose 3 Library [4 Refs] 5 Log      LOCAL placeholder videos
                ┌─ References ─────────────────────────────────────────────── 3/9, 3 pictures ─┐
                │  1 image    pics/lake.png  PNG 1600x1200 2.1 MB                              │
                │  2 image    ~/tiny.gif  GIF 10x12 900 B                                      │
                │    The picture is 10x12; it has to be at least 300x300.                      │
                │> 3 subject  anna  character, realistic, 1 picture                            │
                │               https://cdn.example/front.jpg  URL as it is                    │
                │    URL array at index 2 must contain at least 2 URLs.                        │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 Kept as it is, not ready to be sent: URL array at index 2 must contain at least
                 2 URLs.
                """
        )
    }

    /// A draft of a subject and two images: one picture is up, one is not, one is going up.
    private func uploading(_ columns: Int, _ rows: Int) -> Desk {
        var desk = Desk(columns: columns, rows: rows)
        let names = ["/films/harbour/lighthouse.jpg", "/films/harbour/paper-boat.png", "/films/lake.png"]
        let file = PictureFinding.file(.jpeg, bytes: 134_000, width: 900, height: 1600)
        var draft = Draft(mode: .elementsToVideo, prompt: "the boat drifts")
        draft.references = [
            .subject(Subject(name: "anna", pictures: names.prefix(2).map(PictureSource.init))),
            .image(PictureSource(names[2])), .image(PictureSource("https://cdn.example/a.png")),
        ]
        desk.take(.draftLoaded(draft))
        for name in names { desk.take(.pictureChecked(path: name, file)) }
        desk.take(.uploadFound(path: names[0], at: start.addingTimeInterval(-7200)))
        for name in names.dropFirst() { desk.take(.uploadFound(path: name, at: nil)) }
        var task = makeTask("aaaaaa", .out, mode: .elementsToVideo)
        task.request = ["reference_inputs": [["type": "image", "url": .string("file://" + names[2])]]]
        desk.take(.taskChanged(task))
        desk.take(.uploadProgressed(task.id, Progress(40, of: 100)))
        return desk
    }

    @Test("says of each picture how it gets to the service, where there is little room instead of what it is")
    func uploads() {
        var desk = uploading(80, 24)
        desk.press("4")
        #expect(
            desk.rows[2...7].joined(separator: "\n") == """
                │> 1 subject  anna  character, realistic, 2 pictures                           │
                │               lighthouse.jpg  JPEG 900x1600 134 kB  uploaded 2h ago          │
                │               paper-boat.png  JPEG 900x1600 134 kB  not uploaded             │
                │  2 image    /films/lake.png  JPEG 900x1600 134 kB  uploading 40%             │
                │  3 image    https://cdn.example/a.png  URL as it is                          │
                │                                                                              │
                """
        )
        desk.press("e Tab Tab Tab Tab Esc Tab Esc Tab Esc")
        #expect(
            desk.rows[7...8].joined(separator: "\n") == """
                │ │   Picture 1   lighthouse.jpg  JPEG 900x1600 134 kB  uploaded 2h ago      │ │
                │ │   Picture 2   paper-boat.png  JPEG 900x1600 134 kB  not uploaded         │ │
                """
        )
        desk = uploading(40, 12)
        desk.press("4")
        #expect(
            desk.rows[2...7].joined(separator: "\n") == """
                │> 1 subject  anna  character, realist~│
                │    lighthouse.jpg  uploaded 2h ago   │
                │    paper-boat.png  not uploaded      │
                │  2 image    lake.png  uploading 40%  │
                │  3 image    a.png  URL as it is      │
                │                                      │
                """
        )
    }

    @Test("sums up in Compose and beside the queue how many pictures are up")
    func uploadSummary() {
        var desk = uploading(80, 24)
        desk.press("2")
        #expect(
            desk.rows[3...4].map { String($0.suffix(36)) } == [
                "│  References   3/9, 4 pictures    │", "│  1 of 3 files uploaded           │",
            ]
        )
        desk = uploading(120, 40)
        desk.press("2 C-x Enter")
        #expect(desk.screen.contains("1 anna (2 pictures, 1 uploaded first)"))
        #expect(desk.screen.contains("2 lake.png  JPEG 900x1600 134 kB  uploaded first"))
        desk.take(.uploadFound(path: "/films/lake.png", at: start.addingTimeInterval(-60)))
        desk.take(.uploadFound(path: "/films/harbour/paper-boat.png", at: start))
        #expect(desk.screen.contains("1 anna (2 pictures, uploaded)"))
        #expect(desk.screen.contains("2 lake.png  JPEG 900x1600 134 kB  uploaded 1m ago"))
        desk = uploading(120, 40)
        #expect(desk.screen.contains("anna, lake.png, a.png  (3/9, 4 pictures, 1 of 3 files up)"))
    }

    @Test("offers kept subjects with what they are and how often they were used", arguments: [80, 40])
    func picker(columns: Int) {
        var desk = Desk(columns: columns, rows: 12)
        let pictures = [PictureSource("https://x/1.png"), PictureSource("https://x/2.png")]
        desk.take(.subjectsLoaded(["anna", "白い犬"].map { Subject(name: $0, pictures: pictures) }))
        var task = makeTask("aaaaaa", mode: .elementsToVideo)
        task.request = ["reference_inputs": [["subject": ["subject_name": "白い犬"]]]]
        task.sentAt = start.addingTimeInterval(-7200)
        desk.take(.taskChanged(task))
        desk.press("4 p")
        #expect(Array(desk.rows[4...7]) == (columns == 80 ? Self.widePicker : Self.narrowPicker))
    }

    private static let widePicker = [
        "│ ┌─ Kept subjects, used last first ───────────────── Enter adds  x deletes ─┐ │",
        "│ │ > 白い犬  character, realistic, 2 pictures                 1 use, 2h ago │ │",
        "│ │   anna  character, realistic, 2 pictures                    not used yet │ │",
        "│ └──────────────────────────────────────────────────────────────────────────┘ │",
    ]
    private static let narrowPicker = [
        "┌─ Kept subjects, used last first ─────┐",
        "│ > 白い犬  charac~      1 use, 2h ago │",
        "│   anna  characte~       not used yet │",
        "└──────────────────────────────────────┘",
    ]

    @Test("says what references are where there are none")
    func empty() {
        var desk = Desk()
        desk.press("4")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue 2 Compose 3 Library [4 Refs] 5 Log      LOCAL placeholder videos
                ┌─ References ─────────────────────────────────────────────── 0/9, 0 pictures ─┐
                │ No references yet.                                                           │
                │ a adds an image by URL or path, A a subject: a person or thing that has to   │
                │ look the same, shown in 2 to 4 pictures from different sides. 9 references   │
                │ at most; they are sent in this order.                                        │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘

                 ? help  a image  A subject  C-x Enter review  : actions  2 compose  q back
                """
        )
    }

    @Test("has every message of a subject under its field")
    func subject() {
        var desk = Desk()
        desk.press("4 A")
        desk.type("anna")
        desk.press("Tab Tab Right Tab Tab")
        desk.type("gopher://x/y")
        desk.press("C-x Enter")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue 2 Compose 3 Library [4 Refs] 5 Log      LOCAL placeholder videos
                ┌─ References ─────────────────────────────────────────────── 0/9, 0 pictures ─┐
                │ ┌─ Subject ────────────────────────────────────────────────── reference 1 ─┐ │
                │ │   Name        anna  4/50                                                 │ │
                │ │   Description -                                                          │ │
                │ │   Style       anime                                                      │ │
                │ │   Type        character                                                  │ │
                │ │ > Picture 1   gopher://x/y                                               │ │
                │ │   Image URL must be a valid HTTP or HTTPS URL                            │ │
                │ │   Picture 2   -                                                          │ │
                │ │   Picture 3   -                                                          │ │
                │ │   Picture 4   -                                                          │ │
                │ │               [Done]  C-x Enter                                          │ │
                │ │ 2 to 4 pictures of the same person or thing from different sides, each a │ │
                │ │ URL or a path. With a name and a description only, m in the list has the │ │
                │ │ service make them. Leaving keeps the subject in the draft as it is.      │ │
                │ │                                                                          │ │
                │ │                                                                          │ │
                │ │                                                                          │ │
                │ │                                                                          │ │
                │ │                                                                          │ │
                └─└──────────────────────────────────────────────────────────────────────────┘─┘
                 error: Image URL must be a valid HTTP or HTTPS URL
                 F1 help  Tab field  Esc leave  C-x Enter done
                """
        )
    }

    @Test("takes a line, and says what is wrong with it")
    func line() {
        var desk = Desk()
        desk.press("4 a")
        desk.type("ftp://x/a.png")
        desk.press("Enter")
        #expect(
            desk.screen == """
                TOCCATA 1 Queue 2 Compose 3 Library [4 Refs] 5 Log      LOCAL placeholder videos
                ┌─ References ─────────────────────────────────────────────── 0/9, 0 pictures ─┐
                │ No references yet.                                                           │
                │ a adds an image by URL or path, A a subject: a person or thing that has to   │
                │ look the same, shown in 2 to 4 pictures from different sides. 9 references   │
                │ at most; they are sent in this order.                                        │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │    ┌─ Add an image ─────────────────────────────────────────────────────┐    │
                │    │ A URL (http or https), or the path of a file of this machine:      │    │
                │    │ ftp://x/a.png                                                      │    │
                │    │ Image URL must be a valid HTTP or HTTPS URL                        │    │
                │    │ Enter takes it, Esc leaves it, C-x C-f completes a path            │    │
                │    └────────────────────────────────────────────────────────────────────┘    │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘

                 F1 help  Enter done  Esc cancel
                """
        )
    }

    @Test("says of a subject without pictures how it gets some, in the form and in the list")
    func makingPictures() {
        var desk = Desk()
        desk.press("4 A")
        #expect(desk.screen.contains("With a name and a description only, m in the list has"), "\(desk.screen)")
        desk.type("anna")
        desk.press("Tab")
        desk.type("grey braid")
        desk.press("Esc q")
        #expect(desk.screen.contains("No pictures: m has the service make them"), "\(desk.screen)")
        #expect(desk.rows.last?.contains("m make pictures") == true, "\(desk.screen)")
        desk.press("m")
        #expect(desk.rows.last?.contains("y send") == true, "\(desk.screen)")
        desk.press("y")
        let subject = Subject(name: "anna", description: "grey braid")
        let task = VideoTask(
            id: ShortID(rawValue: "aaaaaa"),
            mode: .textToSubject,
            server: .local,
            origin: .console,
            holder: nil,
            request: subject.order,
            createdAt: start
        )
        desk.take(.taskChanged(task))
        #expect(desk.screen.contains("    aaaaaa in the Queue makes its pictures."), "\(desk.screen)")
        desk.press("4")
        #expect(!desk.screen.contains("cannot be empty") && !desk.screen.contains("m make"), "\(desk.screen)")
        #expect(!desk.screen.contains("m has the service"), "\(desk.screen)")
    }
}
