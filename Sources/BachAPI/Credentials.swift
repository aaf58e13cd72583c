/// What proves to a service who is asking.
package enum Credentials: Equatable, Sendable {
    /// A key by its public id, and the secret that tokens are signed with.
    case keys(accessKey: String, secretKey: Secret)
    /// A token that somebody else signed.
    case token(Secret)

    /// The public id of the account; nil where only a token is known that does not say it.
    package var keyID: String? {
        switch self {
        case .keys(let accessKey, _): accessKey
        case .token(let token): Token.issuer(of: token.exposed)
        }
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: [Mirror.Child]()) }
}
