import BachAPI

/// Lets a request in by its token.
struct Gate: Sendable {
    /// Secret keys by access key.
    let keys: [String: Secret]
    /// Unix seconds.
    let now: @Sendable () -> Int

    /// The refusal, or nil for a good token.
    func refusal(_ head: ServerRequest.Head) -> ServerResponse? {
        guard let header = head.headers["authorization"], !header.isEmpty else {
            return Envelope.failure(.authorizationMissing)
        }
        let scheme = "Bearer "
        guard header.hasPrefix(scheme) else { return Envelope.failure(.authenticationFailed) }
        let result = Token.verify(
            String(header.dropFirst(scheme.count)),
            secretKey: { keys[$0]?.exposed },
            now: now()
        )
        guard case .failure(let refusal) = result else { return nil }
        return Envelope.failure(refusal.code)
    }
}
