import Scratch
import Testing

@testable import ToccataRuntime

@Suite("Names of a folder's files")
struct FolderNamesTests {
    @Test(
        "are those that begin so, folders with a slash, hidden ones where a dot was typed, none that steer a terminal"
    )
    func names() throws {
        let folder = try ScratchFolder()
        for name in ["lake.jpg", "Lake.png", ".lock", "湖.png", "la\u{1B}[2Jmp"] { try folder.write("x", to: name) }
        try folder.makeFolder("lamp")
        let path = folder.path + "/"
        #expect(FolderNames.names(in: path, beginning: "la") == ["lake.jpg", "lamp/"])
        #expect(FolderNames.names(in: path, beginning: "") == ["Lake.png", "lake.jpg", "lamp/", "湖.png"])
        #expect(FolderNames.names(in: path, beginning: ".") == [".lock"])
        #expect(FolderNames.names(in: path + "none/", beginning: "") == [])
    }
}
