/// What proves to the service who asks; it has no printable form.
package enum Credentials: Equatable, Sendable {
    /// A pair of keys: tokens are signed here.
    case keys(accessKey: String, secretKey: String)
    /// A token that was signed elsewhere; it is passed on as it is.
    case token(String)

    /// The access key; nil where only a token is known.
    package var keyID: String? {
        switch self {
        case .keys(let accessKey, _): accessKey
        case .token: nil
        }
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "credentials" }
    package var debugDescription: String { "credentials" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
