package import FoundationEssentials

/// A `multipart/form-data` body with the boundary `XX`.
package func multipart(_ parts: [(name: String, file: String?, content: Data)]) -> Data {
    var body = Data()
    for part in parts {
        let file = part.file.map { "; filename=\"\($0)\"\r\nContent-Type: application/octet-stream" } ?? ""
        body += Data("--XX\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8)
        body += part.content + Data("\r\n".utf8)
    }
    return body + Data("--XX--\r\n".utf8)
}
