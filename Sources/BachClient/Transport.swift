package import HTTPKit

/// Carries one HTTP request; a value of closures, so that tests can answer instead of a network.
package struct Transport: Sendable {
    package typealias Answer = Result<HTTPResponse, TransferError>
    package typealias Progress = @Sendable (TransferProgress) -> Void

    package var send: @Sendable (HTTPRequest) async -> Answer
    /// Sends a form and tells how much of it has gone out.
    package var upload: @Sendable (HTTPRequest, @escaping Progress) async -> Answer
    /// Writes the body of a 2xx answer to the open file, if that accepts its head.
    package var download: @Sendable (HTTPRequest, _ file: BodyFile, @escaping Progress) async -> Answer

    /// - Parameter upload: Nil for `send`, which tells nothing.
    package init(
        send: @escaping @Sendable (HTTPRequest) async -> Answer,
        upload: (@Sendable (HTTPRequest, @escaping Progress) async -> Answer)? = nil,
        download: @escaping @Sendable (HTTPRequest, BodyFile, @escaping Progress) async -> Answer
    ) {
        self.send = send
        self.upload = upload ?? { request, _ in await send(request) }
        self.download = download
    }

    package init(_ client: HTTPClient) {
        send = { request in
            do throws(TransferError) {
                return .success(try await client.send(request))
            } catch {
                return .failure(error)
            }
        }
        upload = { request, progress in
            do throws(TransferError) {
                return .success(try await client.send(request, progress: progress))
            } catch {
                return .failure(error)
            }
        }
        download = { request, file, progress in
            do throws(TransferError) {
                return .success(try await client.download(request, to: file, progress: progress))
            } catch {
                return .failure(error)
            }
        }
    }
}
