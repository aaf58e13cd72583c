import BachAPI
import Dispatch
import FoundationEssentials
import HTTPServerKit

extension ServerRequest {
    /// The body as JSON, within what a request may hold.
    ///
    /// Swift's tasks share a thread for each core, and parsing must not keep other requests from theirs: a body that
    /// takes more than a moment is parsed on a thread beside them, one at a time.
    func json() async throws(JSONProblem) -> JSONValue {
        guard case .data(let data) = body else { throw .malformed }
        guard data.count > Self.parsedAtOnce else { return try JSONValue(parsing: data, .request) }
        let parsed: Result<JSONValue, JSONProblem> = await withCheckedContinuation { continuation in
            Self.queue.async {
                continuation.resume(
                    returning: Result { () throws(JSONProblem) in try JSONValue(parsing: data, .request) }
                )
            }
        }
        return try parsed.get()
    }

    /// Bytes.
    private static let parsedAtOnce = 4096
    private static let queue = DispatchQueue(label: "parsing of large bodies")
}
