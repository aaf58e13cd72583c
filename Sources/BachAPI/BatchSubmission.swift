/// What `POST /batch-upload/submit` asks for: pictures by URL or in base64, which the service gets by itself.
///
/// No page gives the body. Its fields are those that the messages name, and both spellings of them are taken:
/// `images` or `image_list`, `image_data` or `imageData`, `image_name` or `imageName`.
package struct BatchSubmission: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        case url(String)
        /// Without the head of a data URI; whether it is base64 is not checked.
        case base64(Substring)
    }

    package struct Image: Equatable, Sendable {
        package let source: Source
        package let name: String?
    }

    /// The caller's own id for the batch, if there is one.
    package let batchID: String?
    package let images: [Image]

    /// Reads a body; the first thing that is wrong with it is thrown, in the order of the page's table.
    package init(_ body: JSONValue, limits: Limits = .current) throws(BatchProblem) {
        guard body.objectValue != nil else { throw BatchProblem(Message.bodyNoObject) }
        let images = (body["images"] ?? body["image_list"])?.arrayValue ?? []
        if images.isEmpty { throw BatchProblem(Message.uploadImagesEmpty) }
        let common = try Self.commonType(body, images)
        guard images.count <= limits.picturesPerUpload else {
            throw BatchProblem(Message.tooManyUploads(limits.picturesPerUpload))
        }
        var read: [Image] = []
        for (number, image) in zip(1..., images) {
            read.append(try ImageReader(number: number, image: image, limits: limits).read(common))
        }
        self.images = read
        batchID = try Self.batchID(body)
    }

    /// The type that counts where an image has none of its own.
    private static func commonType(_ body: JSONValue, _ images: [JSONValue]) throws(BatchProblem) -> String? {
        let type = Self.type(body)
        if let type, !type.isEmpty {
            guard ["url", "base64"].contains(type) else { throw BatchProblem(Message.uploadTypeUnknown) }
            return type
        }
        guard images.allSatisfy({ Self.type($0)?.isEmpty == false }) else {
            throw BatchProblem(Message.uploadTypeEmpty)
        }
        return nil
    }

    /// The `upload_type` of a batch or an image; nil where there is none.
    fileprivate static func type(_ value: JSONValue) -> String? {
        guard let type = value["upload_type"] ?? value["uploadType"], !type.isNull else { return nil }
        // What is no text at all is as wrong as an unknown word.
        return type.stringValue ?? type.text()
    }

    private static func batchID(_ body: JSONValue) throws(BatchProblem) -> String? {
        guard let value = body["batch_id"] ?? body["batchId"], !value.isNull, value != "" else { return nil }
        guard let id = value.stringValue else { throw BatchProblem(Message.batchIDForm) }
        if let problem = UploadRules.problem(batchID: id) { throw BatchProblem(problem) }
        return id
    }
}

/// Why a batch is refused, in the service's words.
package struct BatchProblem: Error, Equatable, Sendable {
    package let message: String

    package init(_ message: String) { self.message = message }
}

/// Reads one image of a batch.
private struct ImageReader {
    let number: Int
    let image: JSONValue
    let limits: Limits

    func read(_ commonType: String?) throws(BatchProblem) -> BatchSubmission.Image {
        let source: BatchSubmission.Source
        switch BatchSubmission.type(image).flatMap({ $0.isEmpty ? nil : $0 }) ?? commonType {
        case "url": source = .url(try url(data()))
        case "base64": source = .base64(try base64(data()))
        case "file": throw BatchProblem(Message.uploadOfFile(number))
        default: throw BatchProblem(Message.uploadTypeUnknown)
        }
        let name = (image["image_name"] ?? image["imageName"])?.stringValue
        return BatchSubmission.Image(source: source, name: name.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// An image may also be its data alone.
    private func data() throws(BatchProblem) -> String {
        let data = (image["image_data"] ?? image["imageData"] ?? image).stringValue ?? ""
        if data.isEmpty { throw BatchProblem(Message.imageDataEmpty(number)) }
        return data
    }

    private func url(_ text: String) throws(BatchProblem) -> String {
        guard let ext = Self.fileExtension(ofURL: text) else {
            throw BatchProblem(Message.imageURLWithoutExtension(number))
        }
        guard limits.uploadExtensions.contains(ext.lowercased()) else {
            throw BatchProblem(Message.imageURLFormat(number, ext))
        }
        guard RequestRules.isWebURL(text) else { throw BatchProblem(Message.imageURLInvalid) }
        return text
    }

    /// The extension in the last part of the path: a host's name has dots, too, and a query may.
    private static func fileExtension(ofURL url: String) -> String? {
        var path = url.prefix { $0 != "?" && $0 != "#" }
        if let scheme = path.firstRange(of: "://") {
            guard let slash = path[scheme.upperBound...].firstIndex(of: "/") else { return nil }
            path = path[slash...]
        }
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
        return UploadRules.fileExtension(String(name))
    }

    private func base64(_ text: String) throws(BatchProblem) -> Substring {
        let (head, payload) = Self.split(text)
        if payload.isEmpty { throw BatchProblem(Message.imageDataEmpty(number)) }
        let size = Self.decodedSize(payload)
        guard size <= limits.pictureSize else { throw BatchProblem(Message.base64Size(number, bytes: size)) }
        guard let format = format(head) else { throw BatchProblem(Message.base64FormatUnknown(number)) }
        guard limits.uploadExtensions.contains(Self.shortFormat(format)) else {
            throw BatchProblem(Message.base64Format(number, format))
        }
        return payload
    }

    /// The head of a data URI, without `data:`, and what follows its comma.
    private static func split(_ text: String) -> (head: Substring?, payload: Substring) {
        guard text.utf8.prefix(5).elementsEqual("data:".utf8) else { return (nil, text[...]) }
        let comma = text.utf8.prefix(200).firstIndex(of: UInt8(ascii: ",")) ?? text.startIndex
        guard comma != text.startIndex else { return (nil, text[...]) }
        return (text[text.utf8.index(text.startIndex, offsetBy: 5)..<comma], text[text.utf8.index(after: comma)...])
    }

    /// The bytes that so much base64 stands for, without decoding it.
    private static func decodedSize(_ payload: Substring) -> Int {
        var digits = 0
        for byte in payload.utf8 where byte > UInt8(ascii: " ") && byte != UInt8(ascii: "=") { digits += 1 }
        return digits * 3 / 4
    }

    private func format(_ head: Substring?) -> String? {
        if let format = image["format"]?.stringValue, !format.isEmpty { return format }
        let type = head?.prefix { $0 != ";" } ?? ""
        return type.isEmpty ? nil : String(type.firstRange(of: "image/").map { type[$0.upperBound...] } ?? type)
    }

    /// The extension that a format, or the second half of a media type, goes by.
    private static func shortFormat(_ format: String) -> String {
        let word = format.lowercased().split(separator: "/").last.map(String.init) ?? ""
        return ["svg+xml": "svg", "x-icon": "ico", "vnd.microsoft.icon": "ico", "x-ms-bmp": "bmp"][word] ?? word
    }
}
