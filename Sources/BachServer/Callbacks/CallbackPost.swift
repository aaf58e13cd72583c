import BachAPI
import HTTPKit

/// One attempt to post a callback.
struct CallbackPost: Sendable {
    let client: HTTPClient
    /// Private addresses are posted to only while the server itself can be reached from this machine alone.
    let addresses: HTTPRequest.Addresses

    /// Posts and waits for the answer: HTTP 200 in time, after no redirect, is the only one that counts.
    func callAsFunction(_ callback: Callback) async throws -> CallbackDelivery.Outcome {
        var request = HTTPRequest(
            .post,
            callback.url,
            headers: ["Content-Type": "application/json"],
            body: .bytes(callback.body.data)
        )
        request.timeout = CallbackDelivery.patience
        request.addresses = addresses
        // A connection used before may have died: libcurl would then post by itself again.
        request.freshConnection = true
        request.largestBody = 1 << 20
        do {
            let status = try await client.send(request).status
            return status == 200 ? .delivered : .failed("It answers HTTP \(status).")
        } catch .cancelled {
            throw CancellationError()
        } catch .privateAddress(let address) {
            return .impossible("\(address) is private, and this server can be reached from elsewhere.")
        } catch .badURL(let reason) {
            return .impossible("The address cannot be used: \(reason).")
        } catch {
            return .failed(error.description)
        }
    }
}
