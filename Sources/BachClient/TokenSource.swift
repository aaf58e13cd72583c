package import BachAPI
package import FoundationEssentials
import Synchronization

/// Gives the token for a request, signing a new one before the last has reached its end.
package final class TokenSource: Sendable {
    /// Seconds of life under which a token is signed anew: an hour, and of one that lives for less than six, a sixth.
    package var leastLife: Int { min(3600, life / 6) }

    /// Seconds that a token lives.
    private let life: Int

    private struct State {
        var token: String?
        var expires = 0
        /// Seconds by which the service's clock is ahead of ours, learned when it refused a token's times.
        var skew = 0
        var renewals = 0
    }

    private let credentials: Credentials
    private let now: @Sendable () -> Date
    private let state = Mutex(State())

    package init(_ credentials: Credentials, life: Int = Token.life, now: @escaping @Sendable () -> Date) {
        self.credentials = credentials
        self.life = life
        self.now = now
    }

    /// The token to send now.
    package func token() -> String {
        let time = seconds()
        return state.withLock { state in
            if let token = state.token, state.expires - (time + state.skew) >= leastLife { return token }
            return sign(&state, at: time)
        }
    }

    /// The token to send after 1102 or 1103; nil when a ready token was refused, for nothing can be done about it.
    ///
    /// - Parameters:
    ///   - refused: The token that was sent; another request may have had it signed again already.
    ///   - serviceTime: The time of the answer's `Date` header.
    package func renewed(after refused: String, serviceTime: Date?) -> String? {
        guard case .keys = credentials else { return nil }
        let time = seconds()
        return state.withLock { state in
            if let token = state.token, token != refused { return token }
            if let serviceTime { state.skew = Int(serviceTime.timeIntervalSince1970) - time }
            // One second lower each time, so that a token signed again never equals the refused one.
            state.renewals += 1
            return sign(&state, at: time)
        }
    }

    private func sign(_ state: inout State, at time: Int) -> String {
        switch credentials {
        case .token(let token): return token.exposed
        case .keys(let accessKey, let secretKey):
            let time = time + state.skew
            let token = Token.sign(
                accessKey: accessKey,
                secretKey: secretKey.exposed,
                now: time,
                life: life,
                earlier: state.renewals
            )
            state.token = token
            state.expires = time + life
            return token
        }
    }

    private func seconds() -> Int { Int(now().timeIntervalSince1970) }
}
