/// What proves to a service who is asking.
package enum Credentials: Equatable, Sendable {
    /// A key by its public id, and the secret that tokens are signed with.
    case keys(accessKey: String, secretKey: Secret)
    /// A token that somebody else signed.
    case token(Secret)

    /// The public id; nil where only a token is known.
    package var keyID: String? {
        switch self {
        case .keys(let accessKey, _): accessKey
        case .token: nil
        }
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: [Mirror.Child]()) }
}
