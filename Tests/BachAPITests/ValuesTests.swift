import BachAPI
import Testing

@Suite("Values of the API")
struct ValuesTests {
    @Test(
        "sizes are even and follow resolution and shape",
        arguments: [
            ("720p", "16:9", VideoSize(width: 1280, height: 720)),
            ("720p", "9:16", VideoSize(width: 720, height: 1280)),
            ("720p", "1:1", VideoSize(width: 720, height: 720)),
            ("1080p", "16:9", VideoSize(width: 1920, height: 1080)),
            ("1080p", "9:16", VideoSize(width: 1080, height: 1920)),
        ]
    )
    func sizes(resolution: String, shape: String, size: VideoSize) {
        #expect(VideoSize(resolution: resolution, aspectRatio: shape) == size)
    }

    @Test("image to video keeps its source's shape")
    func sizeOfASource() {
        let landscape = VideoSize(width: 1600, height: 1200)
        #expect(VideoSize(resolution: "1080p", following: landscape) == VideoSize(width: 1440, height: 1080))
        let portrait = VideoSize(width: 301, height: 900)
        #expect(VideoSize(resolution: "720p", following: portrait) == VideoSize(width: 720, height: 2152))
        let banner = VideoSize(width: 3000, height: 310)
        #expect(VideoSize(resolution: "720p", following: banner) == VideoSize(width: 2880, height: 720))
    }

    @Test("every code has its HTTP status and an advice, and no number stands twice", arguments: Dialect.allCases)
    func codes(dialect: Dialect) {
        let codes = APICode.all(dialect)
        #expect(Set(codes.map(\.code)).count == codes.count)
        #expect(codes.allSatisfy { !$0.advice.isEmpty })
    }

    @Test("the same number means different things in the two dialects")
    func dialects() {
        #expect(APICode.of(1302)?.kind == .credits)
        #expect(APICode.of(1302, .kling)?.kind == .rate)
        #expect(APICode.invalidParameter.said(in: .kling).code == 1201)
        #expect(APICode.insufficientCredits.said(in: .kling).code == 1102)
        #expect(APICode.of(1302)?.httpStatus == 403)
        #expect(APICode.of(1800)?.httpStatus == 429)
        #expect(APICode.of(4711) == nil)
    }

    @Test(
        "an upload is refused in the documented words",
        arguments: [
            ([], nil, "The upload file list cannot be empty."),
            ([file("a.png")], 2, "The length of imageNames array must match the length of files array."),
            ([file("a.png"), file("b")], nil, "The 2th file 'b' does not have a valid file extension."),
            ([file("a.txt")], nil, "The 1th file 'a.txt' extension 'txt' is not supported."),
            (
                [file("a.png", size: 10 * 1024 * 1024 + 1)], nil,
                "The 1th image 'a.png' size is 10.01MB, exceeds the maximum limit of 10MB."
            ),
            ([file("a.png", isPicture: false)], nil, "The 1th file 'a.png' is not an image."),
            (Array(repeating: file("a.png"), count: 301), nil, "Batch upload supports a maximum of 300 images."),
            (Array(repeating: file("a.PNG"), count: 300), 300, nil),
        ] as [([UploadRules.File], Int?, String?)]
    )
    func uploads(files: [UploadRules.File], names: Int?, message: String?) {
        #expect(UploadRules.problem(files: files, names: names) == message)
    }

    static func file(_ name: String, size: Int = 1000, isPicture: Bool = true) -> UploadRules.File {
        UploadRules.File(name: name, size: size, isPicture: isPicture)
    }

    @Test("a picture's format is told by its content")
    func formats() {
        #expect(PictureFormat(firstBytes: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(PictureFormat(firstBytes: Array("RIFF1234WEBPVP8 ".utf8)) == .webp)
        #expect(PictureFormat(firstBytes: Array("<?xml?><svg width='1'>".utf8)) == .svg)
        #expect(PictureFormat(firstBytes: Array("hello".utf8)) == nil)
    }

    @Test("a content hash is SHA-256, however the bytes arrive")
    func hashes() {
        var whole = ContentHash()
        whole.add(Array("abc".utf8))
        var parts = ContentHash()
        parts.add(Array("a".utf8))
        parts.add(Array("bc".utf8))
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(whole.digest() == expected)
        #expect(parts.digest() == expected)
    }
}
