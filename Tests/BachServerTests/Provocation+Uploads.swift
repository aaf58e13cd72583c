import BachAPI
import FoundationEssentials
import RawHTTP

extension Provocation {
    typealias Part = (name: String, file: String?, content: Data)

    private static func submit(
        _ template: String,
        with values: [String: String] = [:],
        _ body: JSONValue
    ) -> Provocation {
        Provocation(
            subject: .text(template, .generalInformation),
            values: values,
            path: "/api/vdr/batch-upload/submit",
            body: body.data
        )
    }

    private static func files(_ template: String, with values: [String: String] = [:], _ parts: [Part]) -> Provocation {
        Provocation(
            subject: .text(template, .generalInformation),
            values: values,
            path: "/api/vdr/batch-upload/submit-with-files",
            body: multipart(parts),
            headers: ["Content-Type": "multipart/form-data; boundary=XX"]
        )
    }

    private static func second(_ type: String, _ image: JSONValue) -> JSONValue {
        let good: JSONValue = ["upload_type": "url", "image_data": "http://127.0.0.1:1/a.png"]
        return ["upload_type": .string(type), "images": [good, image]]
    }

    /// Base64 that stands for ten and a half megabytes.
    private static let large = String(repeating: "A", count: 21 * (1 << 19) / 3 * 4)
    private static let image: JSONValue = ["image_data": "http://127.0.0.1:1/a.png"]
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(repeating: 1, count: 50)
    private static let good: Part = ("files", "a.png", png)

    /// The general page's table about uploads.
    static let uploads: [Provocation] = [
        submit("The upload image list cannot be empty.", ["upload_type": "url", "images": []]),
        submit("The upload type cannot be empty.", ["images": [image]]),
        submit("The upload type can only be url or base64.", ["upload_type": "ftp", "images": [image]]),
        submit(
            "Batch upload supports a maximum of {n} images.",
            with: ["n": "300"],
            ["upload_type": "url", "images": .array(Array(repeating: image, count: 301))]
        ),
        submit(
            "The {n}th image: For file type, please use the submit-with-files interface.",
            with: ["n": "2"],
            second("url", ["upload_type": "file", "image_data": "a.png"])
        ),
        submit("The {n}th image: imageData cannot be empty.", with: ["n": "2"], second("url", ["image_data": ""])),
        submit(
            "The {n}th image URL does not have a valid file extension.",
            with: ["n": "2"],
            second("url", ["image_data": "http://127.0.0.1:1/a"])
        ),
        submit(
            "The {n}th image URL format '{ext}' is not supported.",
            with: ["n": "2", "ext": "txt"],
            second("url", ["image_data": "http://127.0.0.1:1/a.txt"])
        ),
        submit(
            "The {n}th image (base64) size is approximately {size}MB, exceeds the maximum limit of 10MB.",
            with: ["n": "2", "size": "10.50"],
            second("base64", ["image_data": .string(large), "format": "png"])
        ),
        submit(
            "The {n}th image (base64): Cannot determine image format.",
            with: ["n": "2"],
            second("base64", ["image_data": "iVBORw0KGgo="])
        ),
        submit(
            "The {n}th image (base64) format '{format}' is not supported.",
            with: ["n": "2", "format": "exe"],
            second("base64", ["image_data": "iVBORw0KGgo=", "format": "exe"])
        ),
        files("The upload file list cannot be empty.", [("batch_id", nil, Data("b".utf8))]),
        files(
            "The {n}th image '{filename}' size is {size}MB, exceeds the maximum limit of 10MB.",
            with: ["n": "2", "filename": "b.png", "size": "10.50"],
            [good, ("files", "b.png", png + Data(count: (21 << 19) - png.count))]
        ),
        files(
            "The length of imageNames array must match the length of files array.",
            [good, good, ("image_names", nil, Data("one".utf8))]
        ),
        files(
            "The {n}th file '{filename}' is not an image.",
            with: ["n": "1", "filename": "a.png"],
            [("files", "a.png", Data("text".utf8))]
        ),
        files(
            "The {n}th file '{filename}' extension '{ext}' is not supported.",
            with: ["n": "2", "filename": "b.txt", "ext": "txt"],
            [good, ("files", "b.txt", png)]
        ),
        files(
            "The {n}th file '{filename}' does not have a valid file extension.",
            with: ["n": "2", "filename": "b"],
            [good, ("files", "b", png)]
        ),
    ]
}
