package import BachAPI
package import HTTPKit

/// The service's endpoints as requests, without a token.
package enum Endpoint {
    /// A create: on a connection of its own and without redirects, so that it goes out once.
    ///
    /// - Parameter url: The base URL with the mode's path.
    package static func create(_ body: JSONValue, at url: String) -> HTTPRequest {
        var request = HTTPRequest(
            .post,
            url,
            headers: ["Content-Type": "application/json"],
            body: .bytes(body.data)
        )
        request.timeout = .seconds(60)
        request.freshConnection = true
        return request
    }

    package static func query(_ taskID: String, at url: String) -> HTTPRequest {
        HTTPRequest(.get, url + "/" + encode(taskID))
    }

    /// A page of tasks, both counted from 1.
    package static func list(page: Int, pageSize: Int, at url: String) -> HTTPRequest {
        HTTPRequest(.get, url + "?pageNum=\(page)&pageSize=\(pageSize)")
    }

    /// The pictures of one upload, in their order; the service may take its time over them.
    package static func upload(_ pictures: [LocalPicture], baseURL: String) -> HTTPRequest {
        let files = pictures.map { picture in
            HTTPRequest.Part.file(name: "files", path: picture.path, filename: picture.name, type: nil)
        }
        let names = pictures.map { HTTPRequest.Part.text(name: "image_names", value: $0.name) }
        let url = baseURL + APIEndpoint.uploadFiles.path
        var request = HTTPRequest(.post, url, body: .multipart(files + names))
        request.timeout = .seconds(3600)
        request.stallTimeout = .seconds(600)
        return request
    }

    package static func batch(_ id: String, baseURL: String) -> HTTPRequest {
        HTTPRequest(.get, baseURL + APIEndpoint.batchStatus.path(id: encode(id)))
    }

    /// A video, wherever its link leads; no token is ever sent there.
    package static func video(_ url: String, addresses: HTTPRequest.Addresses) -> HTTPRequest {
        var request = HTTPRequest(.get, url)
        request.timeout = nil
        request.stallTimeout = .seconds(60)
        request.redirects = 5
        request.largestBody = 4 << 30
        request.addresses = addresses
        return request
    }

    /// A picture that the service made, wherever its link leads; no token is ever sent there.
    package static func picture(_ url: String, addresses: HTTPRequest.Addresses) -> HTTPRequest {
        var request = video(url, addresses: addresses)
        request.largestBody = 64 << 20
        return request
    }

    /// An id as one part of a path, whatever a person typed.
    private static func encode(_ id: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return id.utf8.reduce(into: "") { text, byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || 0x30...0x39 ~= byte || "-_~".unicodeScalars.contains(scalar))
            text += isPlain ? String(Character(scalar)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
    }
}
