import BachAPI
import FoundationEssentials
import Glibc
import HTTPKit

extension Exchange {
    /// What is kept of a request and its answer.
    ///
    /// - Parameters:
    ///   - token: Left out wherever it stands, also where the server repeats it.
    ///   - shown: Kept in place of the body, which has pictures in it.
    init(
        _ kind: Kind,
        _ request: HTTPRequest,
        _ answer: Transport.Answer,
        hiding token: String = "",
        shown: JSONValue? = nil,
        from begun: Date,
        to ended: Date
    ) {
        self.init(
            kind: kind,
            at: begun,
            took: .milliseconds(Int64(max(0, ended.timeIntervalSince(begun)) * 1000)),
            method: request.method.rawValue,
            url: Self.withoutUser(request.url),
            headers: request.headers.fields.map(Self.masked),
            body: Self.body(of: request, hiding: token, shown),
            outcome: Self.outcome(answer, hiding: token)
        )
    }

    private static func masked(_ field: HTTPHeaders.Field) -> Field {
        let secrets = ["authorization": "Bearer ***", "proxy-authorization": "***", "cookie": "***"]
        return Field(field.name, secrets[field.name.lowercased()] ?? field.value)
    }

    /// Of `https://name:password@host/` what may be shown.
    private static func withoutUser(_ url: String) -> String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return url }
        let authority = url[start...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return url }
        return url[..<start] + "***" + url[at...]
    }

    private static func body(of request: HTTPRequest, hiding token: String, _ shown: JSONValue?) -> KeptBody? {
        switch request.body {
        case .none: nil
        case .bytes(let data):
            if let shown {
                KeptBody(text: shown.text(), bytes: data.count, note: "paths in place of the pictures, sent as base64")
            } else {
                KeptBody(data, hiding: token)
            }
        case .multipart(let parts): form(parts)
        }
    }

    /// Names and sizes: the pictures themselves are on the disk.
    private static func form(_ parts: [HTTPRequest.Part]) -> KeptBody {
        var bytes = 0
        let list = parts.map { part -> JSONValue in
            switch part {
            case .text(let name, let value): return ["name": .string(name), "value": .string(value)]
            case .file(let name, let path, let filename, _):
                let size = fileSize(path)
                bytes += size ?? 0
                return [
                    "name": .string(name), "file": .string(filename),
                    "bytes": size.map { .integer(Int64($0)) } ?? .null,
                ]
            }
        }
        let kept = KeptBody(JSONValue.array(list).data)
        let rest = kept?.note == nil ? "" : ", and not all of them"
        return KeptBody(text: kept?.text ?? "", bytes: bytes, note: "a form: names and sizes only" + rest)
    }

    private static func fileSize(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    private static func outcome(_ answer: Transport.Answer, hiding token: String) -> Outcome {
        switch answer {
        case .failure(let error): .failed(reason: KeptBody.hiding(token, in: error.description))
        case .success(let response):
            .answered(
                Answer(
                    status: response.status,
                    headers: kept(response.headers, hiding: token),
                    body: KeptBody(response.body, hiding: token)
                )
            )
        }
    }

    private static func kept(_ headers: HTTPHeaders, hiding token: String) -> [Field] {
        ["Date", "Retry-After", "X-Request-Id", "Content-Type", "Content-Length", "Location"].compactMap { name in
            headers[name].map { Field(name, KeptBody.hiding(token, in: $0)) }
        }
    }
}
