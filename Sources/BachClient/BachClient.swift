// Talks to one service: signs, creates, queries, uploads pictures and downloads videos.
// Must not know tasks of ours, the ledger, or when to ask again: it asks once and says what came of it.

package import BachAPI
package import FoundationEssentials
import HTTPKit

/// One service at a base URL, as one account.
package struct BachClient: Sendable {
    /// Everything before `/videos/…`, without a slash at its end.
    package let baseURL: String
    package let traits: ServiceTraits
    let tokens: TokenSource
    let transport: Transport
    let now: @Sendable () -> Date
    private var tell: @Sendable (ClientNews) -> Void = { _ in }

    package init(
        baseURL: String,
        credentials: Credentials,
        transport: Transport,
        traits: ServiceTraits = ServiceTraits(),
        now: @escaping @Sendable () -> Date
    ) {
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.traits = traits
        tokens = TokenSource(credentials, life: traits.tokenLife, now: now)
        self.transport = transport
        self.now = now
    }

    /// The same client, which shares its token, and tells what it sends and gets.
    ///
    /// - Parameter listener: Called before the outcome is returned; it must be quick and cannot fail.
    package func telling(_ listener: @escaping @Sendable (ClientNews) -> Void) -> BachClient {
        var client = self
        client.tell = listener
        return client
    }

    /// Sends a create, once; only after a token was refused for its times it goes out a second time.
    ///
    /// - Parameter shown: What is told of the body in its place, where that has pictures in it; nil for all of it.
    package func create(_ mode: Mode, body: JSONValue, shown: JSONValue? = nil) async -> CreateOutcome {
        let request = Endpoint.create(body, at: baseURL + traits.path(mode))
        let dialect = traits.dialect(mode)
        let answer = await send(request, .create, dialect, shown: shown)
        return CreateOutcome(from: answer, dialect: dialect, now: now())
    }

    package func query(_ mode: Mode, taskID: String) async -> QueryOutcome {
        let request = Endpoint.query(taskID, at: baseURL + traits.path(mode))
        let dialect = traits.dialect(mode)
        return QueryOutcome(
            from: await send(request, .query, dialect),
            dialect: dialect,
            isSubject: mode == .textToSubject,
            now: now()
        )
    }

    /// Asks for a page of the service's tasks, the first one being 1; only some modes have such a list.
    package func list(_ mode: Mode, page: Int, pageSize: Int) async -> ListOutcome {
        let request = Endpoint.list(page: page, pageSize: pageSize, at: baseURL + traits.path(mode))
        let dialect = traits.dialect(mode)
        return ListOutcome(from: await send(request, .lookUp, dialect), dialect: dialect, now: now())
    }

    /// Sends with a token, which is signed again once when the service refuses its times (1102, 1103).
    func send(
        _ request: HTTPRequest,
        _ kind: Exchange.Kind,
        _ dialect: Dialect = .bach,
        shown: JSONValue? = nil,
        progress: Transport.Progress? = nil
    ) async -> Transport.Answer {
        let token = tokens.token()
        let answer = await carry(request, kind, token, shown, progress)
        guard case .success(let response) = answer, let failure = refusalOfTimes(response, dialect) else {
            return answer
        }
        let renewed = tokens.renewed(after: token, serviceTime: response.date)
        let skew = response.date.map { Int($0.timeIntervalSince(now()).rounded()) }
        tell(.timesRefused(TimeRefusal(failure: failure, skew: skew, isSignedAgain: renewed != nil)))
        guard let renewed else { return answer }
        return await carry(request, kind, renewed, shown, progress)
    }

    private func carry(
        _ request: HTTPRequest,
        _ kind: Exchange.Kind,
        _ token: String,
        _ shown: JSONValue?,
        _ progress: Transport.Progress?
    ) async -> Transport.Answer {
        var request = request
        request.headers["Authorization"] = "Bearer " + token
        let begun = now()
        var answer =
            if let progress { await transport.upload(request, progress) } else { await transport.send(request) }
        // A message in which a server repeats the token would be recorded with the task.
        if case .success(var response) = answer {
            response.body = KeptBody.hiding(token, in: response.body)
            answer = .success(response)
        }
        keep(kind, request, answer, hiding: token, shown: shown, since: begun)
        return answer
    }

    /// Tells about a request and its answer; a read that was called off is nothing to look at later.
    func keep(
        _ kind: Exchange.Kind,
        _ request: HTTPRequest,
        _ answer: Transport.Answer,
        hiding token: String = "",
        shown: JSONValue? = nil,
        since begun: Date
    ) {
        if kind != .create, answer == .failure(.cancelled) { return }
        tell(.exchanged(Exchange(kind, request, answer, hiding: token, shown: shown, from: begun, to: now())))
    }

    private func refusalOfTimes(_ response: HTTPResponse, _ dialect: Dialect) -> APIFailure? {
        guard response.status == 401,
            case .failure(let failure) = AnswerDecoder.query(
                httpStatus: response.status,
                body: response.body,
                dialect: dialect
            ),
            [.tokenNotYetValid, .tokenExpired].contains(failure.known?.kind)
        else { return nil }
        return failure
    }
}
