// HTTP requests and downloads on libcurl's multi interface, all on one thread of its own.
// Must not know what is asked for: no API, no tokens, no tasks.

/// Sends HTTP requests; the thread and libcurl start with the first one.
///
/// Cancelling the calling task ends its transfer at once. Proxies come from the environment as curl
/// reads them. Any number of requests may run together.
package final class HTTPClient: Sendable {
    package struct Configuration: Equatable, Sendable {
        package var userAgent: String
        /// The file of certificate authorities, `nil` for the system's.
        package var caFile: String?
        /// Whether the environment names a proxy.
        package var usesProxy: Bool
        /// What is handed to `dlopen`.
        package var library = "libcurl.so.4"

        /// Reads `CURL_CA_BUNDLE`, `SSL_CERT_FILE` (Debian's libcurl ignores both) and the proxy variables.
        package init(userAgent: String, environment: [String: String]) {
            func named(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
            self.userAgent = userAgent
            caFile = named("CURL_CA_BUNDLE") ?? named("SSL_CERT_FILE")
            usesProxy = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].contains {
                named($0) != nil
            }
        }
    }

    private let queue: TransferQueue

    package init(_ configuration: Configuration) {
        queue = TransferQueue(configuration)
    }

    deinit {
        queue.push(.stop)
    }

    /// Sends the request and waits for the whole answer, whatever its status is.
    ///
    /// - Parameter progress: Told how much of a form has gone out; on the transfer thread, at most ten times a second
    ///   and at the end.
    package func send(
        _ request: HTTPRequest,
        progress: @escaping @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws(TransferError) -> HTTPResponse {
        try await run(request, destination: nil, progress: progress)
    }

    /// Writes the body of a 2xx answer to an open file; another answer's body is in the response.
    ///
    /// - Parameters:
    ///   - request: What to ask for.
    ///   - file: Holds what came when an error is thrown.
    ///   - progress: Called on the transfer thread, at most ten times a second and at the end.
    package func download(
        _ request: HTTPRequest,
        to file: BodyFile,
        progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(TransferError) -> HTTPResponse {
        try await run(request, destination: file, progress: progress)
    }

    private func run(
        _ request: HTTPRequest,
        destination: BodyFile?,
        progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(TransferError) -> HTTPResponse {
        try queue.start()
        let id = queue.makeID()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let order = TransferOrder(id: id, request: request, destination: destination, progress: progress) {
                    continuation.resume(returning: $0)
                }
                queue.push(.start(order))
                // A cancellation that came before the start found nothing to cancel.
                if Task.isCancelled { queue.push(.cancel(id)) }
            }
        } onCancel: {
            queue.push(.cancel(id))
        }
        return try result.get()
    }
}

/// How much of a body has come, or of a form has gone out, in bytes.
package struct TransferProgress: Equatable, Sendable {
    /// Of a form, its parts' heads included.
    package let sent: Int64
    package let received: Int64
    /// `nil` until the server says, or if it never does.
    package let total: Int64?

    package init(sent: Int64 = 0, received: Int64, total: Int64?) {
        self.sent = sent
        self.received = received
        self.total = total
    }
}
