import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("Subject")
struct SubjectTests {
    @Test(
        "a description that a reference has no room for is cut, and that is said",
        arguments: [(500, 500), (501, 500)]
    )
    func fitted(length: Int, kept: Int) {
        let subject = Subject(name: "Mara", description: String(repeating: "ä", count: length))

        #expect(subject.fitted.description.unicodeScalars.count == kept)
        #expect((subject.cutNotice == nil) == (length == kept))
        #expect(subject.cutNotice?.contains("first 500 of 501") ?? true)
    }

    @Test("what it is made from is what comes back with the pictures")
    func order() throws {
        let subject = Subject(name: "Mara", description: "grey braid", style: "anime", type: "object")
        #expect(
            subject.order == ["name": "Mara", "description": "grey braid", "style": "anime", "subject_type": "object"]
        )
        #expect(RequestRules.problems(in: subject.order, mode: .textToSubject) == [])
        let task = VideoTask(
            id: ShortID(rawValue: "abc123"),
            mode: .textToSubject,
            server: .local,
            origin: .command,
            holder: nil,
            request: subject.order,
            createdAt: .distantPast
        )
        var made = subject
        made.pictures = [PictureSource("/a.png")]
        #expect(Subject(madeBy: task, pictures: [PictureSource("/a.png")]) == made)
    }
}
