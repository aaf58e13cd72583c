import BachAPI
import Testing

@Suite("Batch upload by URL or base64")
struct BatchSubmissionTests {
    @Test("takes both spellings, a type for each image, data URIs and bare data")
    func spellings() throws {
        let batch = try BatchSubmission([
            "batch_id": "mine", "upload_type": "url",
            "image_list": [
                ["image_data": "https://x.example/a.PNG?size=1.5", "image_name": "front"],
                ["imageData": "data:image/svg+xml;base64,PHN2Zy8+", "uploadType": "base64", "imageName": "logo"],
                ["image_data": "QUJD\n", "upload_type": "base64", "format": "image/JPEG"],
                "http://x.example/b.tif#here",
            ],
        ])
        #expect(batch.batchID == "mine")
        #expect(
            batch.images.map(\.source) == [
                .url("https://x.example/a.PNG?size=1.5"), .base64("PHN2Zy8+"), .base64("QUJD\n"),
                .url("http://x.example/b.tif#here"),
            ]
        )
        #expect(batch.images.map(\.name) == ["front", "logo", nil, nil])
    }

    private static let tooMany = JSONValue.array(Array(repeating: "https://x/a.png", count: 301))
    private static let good: JSONValue = ["image_data": "https://x/a.png"]

    @Test(
        "is refused in the documented words, for the first thing in the order of the page",
        arguments: [
            ([], "The request body must be a JSON object."),
            (["upload_type": "zip"], "The upload image list cannot be empty."),
            (["upload_type": "url", "images": []], "The upload image list cannot be empty."),
            (["upload_type": "url", "images": "https://x/a.png"], "The upload image list cannot be empty."),
            (["images": [good]], "The upload type cannot be empty."),
            (["upload_type": "", "images": [good]], "The upload type cannot be empty."),
            (["upload_type": .null, "images": [good]], "The upload type cannot be empty."),
            (["upload_type": "file", "images": [good]], "The upload type can only be url or base64."),
            (["upload_type": "URL", "images": [good]], "The upload type can only be url or base64."),
            (["upload_type": 1, "images": [good]], "The upload type can only be url or base64."),
            (["upload_type": "zip", "images": tooMany], "The upload type can only be url or base64."),
            (["upload_type": "url", "images": tooMany], "Batch upload supports a maximum of 300 images."),
            (
                ["upload_type": "url", "images": [good, ["upload_type": "file"]]],
                "The 2th image: For file type, please use the submit-with-files interface."
            ),
            (
                ["images": [["upload_type": "ftp", "image_data": "https://x/a.png"]]],
                "The upload type can only be url or base64."
            ),
            (["upload_type": "url", "images": [good, [:]]], "The 2th image: imageData cannot be empty."),
            (["upload_type": "url", "images": [.null]], "The 1th image: imageData cannot be empty."),
            (["upload_type": "url", "images": [["image_data": 5]]], "The 1th image: imageData cannot be empty."),
            (
                ["upload_type": "base64", "images": [["image_data": "data:image/png;base64,"]]],
                "The 1th image: imageData cannot be empty."
            ),
        ] as [(JSONValue, String)]
    )
    func lists(body: JSONValue, message: String) {
        #expect(problem(body) == message)
    }

    @Test(
        "refuses what is no URL of a picture",
        arguments: [
            ("https://x.example/a", "The 1th image URL does not have a valid file extension."),
            ("https://x.example", "The 1th image URL does not have a valid file extension."),
            ("https://x.example/?f=a.png", "The 1th image URL does not have a valid file extension."),
            ("https://x.example/.png", "The 1th image URL does not have a valid file extension."),
            ("https://x.example/a.", "The 1th image URL does not have a valid file extension."),
            ("nonsense", "The 1th image URL does not have a valid file extension."),
            ("https://x.example/a.zip", "The 1th image URL format 'zip' is not supported."),
            ("https://x.example/a.PDF?x=.png", "The 1th image URL format 'PDF' is not supported."),
            ("ftp://x.example/a.png", "Image URL must be a valid HTTP or HTTPS URL"),
        ]
    )
    func urls(url: String, message: String) {
        #expect(problem(["upload_type": "url", "images": [.string(url)]]) == message)
    }

    @Test(
        "refuses base64 whose format it cannot tell, or does not take",
        arguments: [
            ("QUJD", nil, "The 1th image (base64): Cannot determine image format."),
            ("data:;base64,QUJD", nil, "The 1th image (base64): Cannot determine image format."),
            ("data:QUJD", nil, "The 1th image (base64): Cannot determine image format."),
            ("QUJD", "psd", "The 1th image (base64) format 'psd' is not supported."),
            ("data:image/heic;base64,QUJD", nil, "The 1th image (base64) format 'heic' is not supported."),
            ("data:text/plain;base64,QUJD", nil, "The 1th image (base64) format 'text/plain' is not supported."),
            ("data:;base64,QUJD", "png", nil),
            ("QUJD", "JPG", nil),
        ] as [(String, String?, String?)]
    )
    func formats(data: String, format: String?, message: String?) {
        let image: JSONValue = ["image_data": .string(data), "format": format.map(JSONValue.string) ?? .null]
        #expect(problem(["upload_type": "base64", "images": [image]]) == message)
    }

    @Test("tells the size of base64 above 10 MB before anything else about it")
    func size() {
        var limits = Limits.current
        limits.pictureSize = 1_048_576
        let limit = String(repeating: "A", count: 1_048_576 * 4 / 3)
        func message(_ data: String, _ format: JSONValue) -> String? {
            problem(["upload_type": "base64", "images": [["image_data": .string(data), "format": format]]], limits)
        }
        #expect(message(limit + "=\n", "png") == nil)
        #expect(
            message(limit + "AAAA", .null)
                == "The 1th image (base64) size is approximately 1.01MB, exceeds the maximum limit of 10MB."
        )
    }

    @Test(
        "takes no batch id that does not fit into a path",
        arguments: ["a/b", ".", "..", "a\u{0}", "a\nb", String(repeating: "a", count: 129)]
    )
    func batchIDs(id: String) {
        #expect(problem(["upload_type": "url", "images": [Self.good], "batch_id": .string(id)]) == Message.batchIDForm)
    }

    private func problem(_ body: JSONValue, _ limits: Limits = .current) -> String? {
        do throws(BatchProblem) {
            _ = try BatchSubmission(body, limits: limits)
            return nil
        } catch {
            return error.message
        }
    }
}
