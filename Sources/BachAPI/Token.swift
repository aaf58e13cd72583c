import CCrypto
import FoundationEssentials

/// The bearer token of the service: a JWT signed with HS256 (`general-information`, Authentication; RFC 7519).
///
/// Times are Unix seconds, passed in. The secret key is used as its UTF-8 bytes.
package enum Token {
    /// Seconds that a token lives: 10 days.
    package static let life = 864_000
    /// Seconds that a token lives at Kling's own service.
    package static let klingLife = 1800
    /// Seconds by which `nbf` lies before the signing, against clocks that differ a little.
    package static let grace = 5

    /// Signs a token that is valid from `grace` seconds before `now` until `life` seconds after.
    ///
    /// - Parameter earlier: Seconds to take off `nbf` besides: a token signed again in the same second must differ
    ///   from the one that was refused.
    package static func sign(
        accessKey: String,
        secretKey: String,
        now: Int,
        life: Int = life,
        earlier: Int = 0
    ) -> String {
        let claims: JSONValue = [
            "iss": .string(accessKey),
            "nbf": .integer(Int64(now - grace - earlier)),
            "exp": .integer(Int64(now + life)),
        ]
        let signed = header + "." + Base64URL.encode(claims.data)
        return signed + "." + Base64URL.encode(signature(of: signed, secretKey))
    }

    /// Checks a token as the service does.
    ///
    /// The algorithm is pinned to HS256, whatever the header says. The signature is checked before the times, so
    /// that a forged token learns nothing.
    ///
    /// - Parameters:
    ///   - secretKey: The secret of an access key; nil when there is no such key.
    ///   - leeway: Seconds by which both times may be missed.
    /// - Returns: The access key, or 1100, 1102 or 1103.
    package static func verify(
        _ token: String,
        secretKey: (_ accessKey: String) -> String?,
        now: Int,
        leeway: Int = 0
    ) -> Result<String, Refusal> {
        guard let claims = Claims(token), let secret = secretKey(claims.issuer),
            ConstantTime.areEqual(signature(of: claims.signed, secret), claims.signature)
        else { return .failure(Refusal(.authenticationFailed)) }
        if claims.notBefore > Double(now + leeway) { return .failure(Refusal(.tokenNotYetValid)) }
        if claims.expires <= Double(now - leeway) { return .failure(Refusal(.tokenExpired)) }
        return .success(claims.issuer)
    }

    /// The access key that signed a token, read without checking it; nil when it cannot be read.
    package static func issuer(of token: String) -> String? { Claims(token)?.issuer }

    /// Why a token is refused.
    package struct Refusal: Error, Equatable, Sendable {
        package let code: APICode
        package init(_ code: APICode) { self.code = code }
    }

    private static let header = Base64URL.encode(Data(#"{"alg":"HS256","typ":"JWT"}"#.utf8))

    private static func signature(of text: String, _ secretKey: String) -> Data {
        let key = Array(secretKey.utf8)
        let message = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(cc_digest_size))
        let isSigned = cc_hmac_sha256(key, key.count, message, message.count, &digest)
        precondition(isSigned, "libcrypto refused HMAC-SHA256, which every build of it has")
        return Data(digest)
    }

    private struct Claims {
        let signed: String
        let signature: Data
        let issuer: String
        let notBefore: Double
        let expires: Double

        init?(_ token: String) {
            let parts = token.split(separator: ".", omittingEmptySubsequences: false)
            // What is no JSON is no token either.
            guard parts.count == 3,
                let header = Base64URL.decode(parts[0]).flatMap({ try? JSONValue(parsing: $0, .token) }),
                header["alg"]?.stringValue == "HS256",
                let claims = Base64URL.decode(parts[1]).flatMap({ try? JSONValue(parsing: $0, .token) }),
                let signature = Base64URL.decode(parts[2]),
                let issuer = claims["iss"]?.stringValue,
                let expires = claims["exp"]?.doubleValue,
                let notBefore = (claims["nbf"] ?? 0).doubleValue
            else { return nil }
            self.signed = parts[0] + "." + parts[1]
            self.signature = signature
            self.issuer = issuer
            self.notBefore = notBefore
            self.expires = expires
        }
    }
}
