import BachAPI
import FoundationEssentials
import HTTPKit

/// What a part is a part of: enough to ask for the rest of the very same file, and only of that.
///
/// It is kept beside the part, and written before the part's first byte.
struct PartOrigin: Equatable, Sendable {
    /// What `If-Range` says: a strong entity tag, or a date that is as good.
    let validator: String
    /// Host and path of the link; what is signed in its query changes, and is nobody's business.
    let resource: String
    /// Nil where the server did not say.
    let total: Int64?
    /// Of this run of the machine: what was on its way to the disk when the power failed may be zeros.
    let boot: String

    /// Nil where the server names nothing that proves, later, that the file is the same.
    init?(_ head: HTTPResponse, url: String, boot: String) {
        guard head.status == 200, head.headers["Accept-Ranges"]?.lowercased() != "none",
            head.headers["Content-Encoding"] == nil, let validator = Self.validator(head)
        else { return nil }
        self.validator = validator
        resource = Self.resource(url)
        total = head.contentLength
        self.boot = boot
    }

    /// A date counts only without any tag, and when the file was left alone for the last minute (RFC 9110, 8.8.2.2).
    private static func validator(_ head: HTTPResponse) -> String? {
        if let tag = head.headers["ETag"] {
            return tag.hasPrefix("\"") && tag.hasSuffix("\"") && (3...1000).contains(tag.utf8.count) ? tag : nil
        }
        guard let text = head.headers["Last-Modified"], let changed = HTTPResponse.date(from: text),
            let now = head.date,
            now.timeIntervalSince(changed) >= 60
        else { return nil }
        return text
    }

    /// A port is left out: the embedded server has another one after each start.
    static func resource(_ url: String) -> String {
        let link = URLComponents(string: url)
        return (link?.host ?? "").lowercased() + (link?.percentEncodedPath ?? "")
    }

    // MARK: Kept beside the part

    var text: String {
        let known: [(String, JSONValue)] = [
            ("validator", .string(validator)), ("resource", .string(resource)), ("boot", .string(boot)),
            ("total", total.map(JSONValue.integer) ?? .null),
        ]
        return JSONValue.object(JSONObject(known)).text() + "\n"
    }

    /// Nil for what was not written to its end.
    init?(text: String) {
        guard text.hasSuffix("}\n"), let json = try? JSONValue(parsing: text),  // Torn: as good as none.
            let validator = json["validator"]?.stringValue, let resource = json["resource"]?.stringValue,
            let boot = json["boot"]?.stringValue
        else { return nil }
        self.validator = validator
        self.resource = resource
        self.boot = boot
        total = json["total"]?.integerValue.map(Int64.init)
    }

    /// The kernel's name for this run of the machine.
    static let currentBoot = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""
}

extension HTTPResponse {
    var contentLength: Int64? { headers["Content-Length"].flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// First byte, last byte and length of the whole of a 206, as far as it is said and can be.
    var contentRange: (first: Int64, last: Int64, total: Int64?)? {
        let words = (headers["Content-Range"] ?? "").split(whereSeparator: { " -/".contains($0) })
        guard words.count == 4, words[0].lowercased() == "bytes", let first = Int64(words[1]),
            let last = Int64(words[2]),
            0 <= first, first <= last
        else { return nil }
        let total = Int64(words[3])
        guard total != nil || words[3] == "*", total.map({ last < $0 }) ?? true else { return nil }
        return (first, last, total)
    }

    /// What a 416 says that the file's length is.
    var unsatisfiedTotal: Int64? {
        guard let value = headers["Content-Range"], value.hasPrefix("bytes */") else { return nil }
        return Int64(value.dropFirst(8))
    }
}
