import BachAPI
import FoundationEssentials
import Glibc
import HTTPServerKit

extension Service {
    /// Does the work of a request, with the faults that spoil its answer.
    func disturbed(
        _ kind: Fault.Kind,
        _ wording: Wording,
        _ work: () async throws -> ServerResponse
    ) async rethrows -> ServerReply {
        let before: Set<Fault.Name> = [.rateLimit, .internalError, .html, .reset]
        if let fault = faults.strike(kind, among: before) {
            log("fault \(fault.rawValue) hits a \(kind.rawValue)")
            return instead(fault, wording)
        }
        let response = try await work()
        let after: Set<Fault.Name> = [.truncate, .lostAck, .stall]
        // A request that was refused has made nothing: only a good answer is worth losing.
        guard response.status < 300, let fault = faults.strike(kind, among: after) else { return .answer(response) }
        log("fault \(fault.rawValue) hits a \(kind.rawValue)")
        switch fault {
        case .lostAck: return .closed(reset: false)
        case .stall: return .never
        default: return .truncated(response, afterBytes: truncation(response))
        }
    }

    private func instead(_ fault: Fault.Name, _ wording: Wording) -> ServerReply {
        switch fault {
        case .rateLimit:
            var response = Envelope.failure(.rateLimited, nil, wording)
            response.headers.append(("Retry-After", "1"))
            return .answer(response)
        case .internalError:
            return .answer(Envelope.failure(.internalError, nil, wording))
        case .html:
            let page =
                "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>"
                + "<body><h1>502 Bad Gateway</h1></body></html>\n"
            return .answer(.text(502, page, type: "text/html"))
        default:
            return .closed(reset: true)
        }
    }

    private func truncation(_ response: ServerResponse) -> Int {
        switch response.body {
        case .data(let data): data.count / 2
        case .file(let path): Self.size(path) / 2
        }
    }

    /// Asked of the system itself: Foundation's own answer is a number of another type where not all of it is linked.
    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
