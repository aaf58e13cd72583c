import BachAPI
import FoundationEssentials
import HTTPKit
import MediaTools
import Scratch
import Testing

@testable import BachServer

@Suite("Pictures")
struct PictureTests {
    @Test("tell their size by their header", arguments: ["png", "jpg", "webp", "gif", "bmp", "tiff"])
    func size(kind: String) async throws {
        let made = try await TestPicture(size: "322x402", kind: kind)
        let folder = try ScratchFolder()
        // The name says nothing.
        try made.bytes.write(to: URL(filePath: folder.file("picture.svg")))

        let file = try #require(PictureFile(path: folder.file("picture.svg")))

        #expect(file.size == VideoSize(width: 322, height: 402))
        #expect(file.turn == .none)
    }

    @Test(
        "are seen as the camera was held",
        arguments: [
            (1, PictureTurn.none, 640), (3, .upsideDown, 640), (6, .right, 480), (8, .left, 480), (9, .none, 640),
        ]
    )
    func orientation(exif: UInt8, turn: PictureTurn, width: Int) async throws {
        let jpeg = try await TestPicture(size: "640x480", kind: "jpg").bytes
        let block: [UInt8] =
            [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM\0*\0\0\0\u{8}\0\u{1}".utf8) + [1, 0x12, 0, 3, 0, 0, 0, 1]
            + [0, exif, 0, 0, 0, 0, 0, 0]
        let folder = try ScratchFolder()
        try (jpeg.prefix(2) + block + jpeg.dropFirst(2)).write(to: URL(filePath: folder.file("a")))

        let file = try #require(PictureFile(path: folder.file("a")))

        #expect(file.turn == turn)
        #expect(file.size.width == width)
    }

    @Test("are refused when their header is damaged, wherever it ends")
    func damaged() async throws {
        let folder = try ScratchFolder()
        for kind in ["png", "jpg", "webp", "gif", "bmp", "tiff"] {
            let bytes = try await TestPicture(size: "320x320", kind: kind).bytes
            for length in stride(from: 0, to: min(bytes.count, 200), by: 7) {
                try bytes.prefix(length).write(to: URL(filePath: folder.file("a")))
                // Whatever it makes of it, it must not crash.
                _ = PictureFile(path: folder.file("a"))
            }
            try bytes.prefix(8).write(to: URL(filePath: folder.file("a")))
            #expect(PictureFile(path: folder.file("a")) == nil)
        }
    }

    @Test("of a reference are named so that a person finds them")
    func names() {
        let body = JSONValue.elements2video([
            .image("http://a/1.png"),
            ["type": "subject", "images": ["http://a/2.png", "http://a/3.png"], "subject": ["subject_name": "Hero"]],
        ])

        let wanted = RenderDesk.pictures(of: VideoRequest(mode: .elementsToVideo, body: body))

        #expect(
            wanted.map(\.name) == ["Reference 1", #"Picture 1 of subject "Hero""#, #"Picture 2 of subject "Hero""#]
        )
        #expect(wanted.map(\.caption) == ["image 1", "Hero", "Hero"])
    }

    @Test("are refused when their header claims more pixels than a number can count")
    func boundless() async throws {
        let folder = try ScratchFolder()
        let folders = DataFolders(root: folder.path)
        _ = try folders.prepare()
        let batch = UUID().uuidString.lowercased()
        let place = "\(folders.uploads)/\(batch)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let most: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
        let directory: [UInt8] = [2, 0, 0, 1, 4, 0, 1, 0, 0, 0] + most + [1, 1, 4, 0, 1, 0, 0, 0] + most
        try Data([0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] + directory).write(to: URL(filePath: "\(place)/1.tiff"))
        let url = "http://a/uploads/\(batch)/1.tiff"
        let fetcher = PictureFetcher(
            client: HTTPClient(.init(userAgent: "test", environment: [:])),
            uploads: ServedPictures(folders: folders),
            limits: .current,
            addresses: .any
        )
        let size = VideoSize(width: 4_294_967_295, height: 4_294_967_295)

        await #expect(throws: PictureProblem.tooManyPixels(name: "The picture", url: url, size: size)) {
            try await fetcher.fetch(url, name: "The picture", caption: "", to: folder.file("a"))
        }
    }

    @Test("that were uploaded here are known by their path alone, and nothing else is")
    func uploads() throws {
        let folder = try ScratchFolder()
        let folders = DataFolders(root: folder.path)
        _ = try folders.prepare()
        let batch = UUID().uuidString.lowercased()
        try FileManager.default.createDirectory(
            atPath: "\(folders.uploads)/\(batch)",
            withIntermediateDirectories: true
        )
        try folder.write("x", to: "uploads/\(batch)/1.png")
        let uploads = ServedPictures(folders: folders)

        #expect(uploads.path(url: "http://tunnel:99/uploads/\(batch)/1.png") == "\(folders.uploads)/\(batch)/1.png")
        for url in [
            "http://a/uploads/\(batch)/2.png", "http://a/uploads/../1.png", "http://a/uploads/\(batch)/../1.png",
        ] {
            #expect(uploads.path(url: url) == nil)
        }
    }
}
