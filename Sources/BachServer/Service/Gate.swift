import BachAPI
import HTTPServerKit

/// Lets a request in by its token.
struct Gate: Sendable {
    /// Secret keys by access key.
    let keys: [String: Secret]
    /// Unix seconds.
    let now: @Sendable () -> Int

    private static let scheme = "Bearer "

    /// The refusal, or nil for a good token.
    func refusal(_ head: ServerRequest.Head, _ wording: Wording = .bach) -> ServerResponse? {
        code(head).map { Envelope.failure(said($0, head, wording.dialect), nil, wording) }
    }

    /// Whose token a request brings that was let in.
    func accessKey(_ head: ServerRequest.Head) -> String {
        Self.token(head).flatMap(Token.issuer) ?? ""
    }

    private func code(_ head: ServerRequest.Head) -> APICode? {
        guard let header = head.headers["authorization"], !header.isEmpty else { return .authorizationMissing }
        guard let token = Self.token(head) else { return .authenticationFailed }
        let result = Token.verify(token, secretKey: { keys[$0]?.exposed }, now: now())
        guard case .failure(let refusal) = result else { return nil }
        return refusal.code
    }

    /// Kling tells what is no token at all from one that is wrong.
    private func said(_ code: APICode, _ head: ServerRequest.Head, _ dialect: Dialect) -> APICode {
        let isReadable = Self.token(head).flatMap(Token.issuer) != nil
        let isInvalid = dialect == .kling && code == .authenticationFailed && !isReadable
        return isInvalid ? .Kling.authorizationInvalid : code
    }

    private static func token(_ head: ServerRequest.Head) -> String? {
        guard let header = head.headers["authorization"], header.hasPrefix(scheme) else { return nil }
        return String(header.dropFirst(scheme.count))
    }
}
