import BachAPI
import FoundationEssentials
import Testing

@Suite("Rules of the further families")
struct FamilyRulesTests {
    static let url: JSONValue = "https://example.com/a.png"
    /// A PNG's header, which is all that is looked at.
    static func png(_ width: UInt8, _ height: UInt8) -> String {
        let size: [UInt8] = [0, 0, width, 0, 0, 0, height, 0]
        let header: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        return Data(header + size + [8, 2, 0, 0, 0]).base64EncodedString()
    }

    private static func first(_ family: Family, _ body: JSONValue) -> String? {
        RequestRules.problems(in: body, family: family).first?.message
    }

    static let listed: [(JSONValue, String?)] = [
        (.null, "image_list is required"),
        ([], "image_list is required"),
        (.array(Array(repeating: ["image": url], count: 4)), nil),
        (.array(Array(repeating: ["image": url], count: 5)), "image_list cannot exceed 4 images"),
        ([["image": url], [:]], "image_list[1].image is required"),
        ([["image": .string(png(3, 3))]], nil),
        ([["image": .string(png(1, 3))]], "image_list[0].image must be at least 300px wide and high"),
        (
            [["image": .string(png(2, 6))]],
            "image_list[0].image must have an aspect ratio between 1:2.5 and 2.5:1"
        ),
        (
            [["image": .string("data:image/png;base64," + png(3, 3))]],
            "image_list[0].image must be raw base64 without a data: prefix"
        ),
        ([["image": "R0lGODlh"]], "image_list[0].image must be a jpg, jpeg or png"),
        ([["image": "ftp://a/b.png"]], "image_list[0].image must be a valid http or https URL or base64"),
    ]

    @Test("multi-image takes URLs and raw base64, and looks into the latter", arguments: listed)
    func pictureLists(list: JSONValue, message: String?) {
        #expect(Self.first(.multiImageToVideo, ["image_list": list, "prompt": "x"]) == message)
    }

    static let kling: [(String, JSONValue, String?)] =
        [
            ("prompt", "", "prompt is required"),
            ("prompt", .string(String(repeating: "a", count: 2501)), "prompt cannot exceed 2500 characters"),
            ("duration", "5", nil), ("duration", 10, nil), ("duration", "", nil),
            ("duration", "6", "duration must be \"5\" or \"10\""),
            ("mode", "pro", nil), ("mode", "PRO", "mode must be std or pro"),
            ("model_name", "bach-1.0-preview", "model_name must be kling-v1-6"),
            ("watermark_info", ["enabled": true], nil),
            ("watermark_info", true, "watermark_info must be an object with enabled true or false"),
            ("watermark_info", ["enabled": "yes"], "watermark_info must be an object with enabled true or false"),
            ("callback_url", "", nil), ("callback_url", "x", "callback_url must be a valid http or https URL"),
            ("external_task_id", "a b?%2F é", nil),
        ] + ([5, "a/b", "..", "a\u{0}b"] as [JSONValue]).map { ("external_task_id", $0, externalID) }

    private static let externalID = "external_task_id must be a string without slashes and control characters"

    @Test("multi-image has figures and words of its own", arguments: kling)
    func klingFields(field: String, value: JSONValue, message: String?) {
        var body = JSONObject([("image_list", [["image": Self.url]]), ("prompt", "x")])
        body[field] = value
        #expect(Self.first(.multiImageToVideo, .object(body)) == message)
    }

    static let nested: [(JSONValue, String?)] = [
        (.null, "Image URL is required."),
        ([], "Image URL cannot be empty."),
        (.array(Array(repeating: url, count: 10)), "Image URL list cannot exceed 9 elements."),
        ([url, .null], "Image URL list element at index 1 cannot be null."),
        ([""], "Image URL at index 0 cannot be empty."),
        ([url, []], "URL array at index 1 cannot be empty."),
        ([[url, url, url, url, url]], "URL array at index 0 cannot exceed 4 URLs."),
        ([[url, 5]], "URL array at index 0 contains non-string element at position 1."),
        ([[""]], "URL in array at index 0, position 0 cannot be empty."),
        ([5], "Image URL list element at index 0 must be either a string URL or a URL array."),
        ([url], nil),
        ([[url]], "Subject name is required."),
    ]

    @Test("the older shape meets the general page's messages", arguments: nested)
    func nestedURLs(list: JSONValue, message: String?) {
        let body: JSONValue = ["image_url": list, "prompt": "x", "duration": 5, "resolution": "720p"]
        #expect(Self.first(.multiToVideo, body) == message)
    }

    @Test("the older shape wants its prompt before its subject")
    func nestedOrder() {
        #expect(Self.first(.multiToVideo, ["image_url": [[Self.url]]]) == "Name is required.")
    }

    static let subject: [(JSONValue, String?)] = [
        (["name": "anna", "description": "a sailor"], nil),
        (["description": "a sailor"], "Subject name is required."),
        (["name": .string(String(repeating: "a", count: 51))], "The name length must not exceed 50 characters."),
        (["name": "anna"], "Description is required."),
        (
            ["name": "anna", "description": .string(String(repeating: "a", count: 1001))],
            "The description length must not exceed 1000 characters."
        ),
        (
            ["name": "anna", "description": "x", "style": "oil"],
            "Subject style must be one of realistic, anime, cartoon, 3d, pixel."
        ),
        (
            ["name": "anna", "description": "x", "subject_type": "place"],
            "Subject type must be either 'character' or 'object'"
        ),
    ]

    @Test("a subject from text needs a name and words", arguments: subject)
    func subjects(body: JSONValue, message: String?) {
        #expect(Self.first(.textToSubject, body) == message)
    }

    @Test("every path of the table finds its own row, and no other does")
    func endpoints() {
        for row in APIEndpoint.all {
            let path = (row.root == .base ? APIEndpoint.base : "") + row.path(id: row.path.contains("{") ? "x1" : "")
            let found = APIEndpoint.find(row.method.rawValue, path.split(separator: "/").map(String.init))
            #expect(found?.endpoint == row)
            #expect(found?.id == (row.path.hasSuffix("}") ? "x1" : ""))
        }
        #expect(APIEndpoint.find("POST", ["api", "vdr", "submit"]) == nil)
        #expect(APIEndpoint.find("GET", ["api", "vdr", "videos", "text2video"])?.id == "")
    }
}
