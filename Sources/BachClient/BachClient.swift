// Talks to one service: signs, creates, queries, uploads pictures and downloads videos.
// Must not know tasks of ours, the ledger, or when to ask again: it asks once and says what came of it.

package import BachAPI
package import FoundationEssentials
import HTTPKit

/// One service at a base URL, as one account.
package struct BachClient: Sendable {
    /// Everything before `/videos/…`, without a slash at its end.
    package let baseURL: String
    let tokens: TokenSource
    let transport: Transport
    let now: @Sendable () -> Date

    package init(
        baseURL: String,
        credentials: Credentials,
        transport: Transport,
        now: @escaping @Sendable () -> Date
    ) {
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        tokens = TokenSource(credentials, now: now)
        self.transport = transport
        self.now = now
    }

    /// Sends a create, once; only after a token was refused for its times it goes out a second time.
    package func create(_ mode: Mode, body: JSONValue) async -> CreateOutcome {
        CreateOutcome(from: await send(Endpoint.create(mode, body: body, baseURL: baseURL)), now: now())
    }

    package func query(_ mode: Mode, taskID: String) async -> QueryOutcome {
        QueryOutcome(from: await send(Endpoint.query(mode, taskID: taskID, baseURL: baseURL)), now: now())
    }

    /// Uploads pictures of this machine in one request.
    package func upload(_ pictures: [LocalPicture]) async -> UploadOutcome {
        let result = await send(Endpoint.upload(pictures, baseURL: baseURL))
        return UploadOutcome(from: result, pictures: pictures, now: now())
    }

    /// Sends with a token, which is signed again once when the service refuses its times (1102, 1103).
    private func send(_ request: HTTPRequest) async -> Result<HTTPResponse, TransferError> {
        let token = tokens.token()
        let result = await transport.send(authorized(request, token))
        guard case .success(let response) = result, refusesTimes(response),
            let renewed = tokens.renewed(after: token, serviceTime: response.date)
        else { return result }
        return await transport.send(authorized(request, renewed))
    }

    private func authorized(_ request: HTTPRequest, _ token: String) -> HTTPRequest {
        var request = request
        request.headers["Authorization"] = "Bearer " + token
        return request
    }

    private func refusesTimes(_ response: HTTPResponse) -> Bool {
        guard response.status == 401,
            case .failure(let failure) = AnswerDecoder.query(httpStatus: response.status, body: response.body)
        else { return false }
        return [APICode.tokenNotYetValid.code, APICode.tokenExpired.code].contains(failure.code)
    }
}
