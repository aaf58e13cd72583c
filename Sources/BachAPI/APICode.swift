/// A business code of the service with what its page says of it (`general-information`, Response Codes).
///
/// The numbers are Bach's alone: other providers use the same ones for other things.
package struct APICode: Equatable, Hashable, Sendable {
    package let code: Int
    package let httpStatus: Int
    /// What it means; also the server's message where no text is documented.
    package let meaning: String
    /// What the page advises.
    package let advice: String

    package static let success = APICode(200, 200, "Success", "Request completed successfully.")
    package static let invalidParameter = APICode(
        1000,
        400,
        "Invalid parameter",
        "Check the message for the parameter that is wrong and correct it."
    )
    package static let sensitiveContent = APICode(
        1001,
        400,
        "Sensitive content detected",
        "Modify or remove the flagged content."
    )
    package static let authenticationFailed = APICode(
        1100,
        401,
        "Authentication failed",
        "Verify the access key and secret key, or the token."
    )
    package static let authorizationMissing = APICode(
        1101,
        401,
        "Authorization header missing",
        "Include a valid Authorization header."
    )
    package static let tokenNotYetValid = APICode(
        1102,
        401,
        "Token not yet valid",
        "Check this machine's clock, or generate a new token."
    )
    package static let tokenExpired = APICode(1103, 401, "Token expired", "Generate a new token.")
    package static let notFound = APICode(
        1200,
        404,
        "Resource not found",
        "The requested task or resource does not exist; check the id."
    )
    package static let batchNotFound = APICode(
        1203,
        404,
        "Batch ID not found or expired",
        "Provide a valid, non-expired batch id."
    )
    package static let durationNotInPlan = APICode(
        1300,
        403,
        "Duration not supported by plan",
        "Choose another duration, or upgrade your credit package."
    )
    package static let resolutionNotInPlan = APICode(
        1301,
        403,
        "Resolution not supported by plan",
        "Choose another resolution, or upgrade your credit package."
    )
    package static let insufficientCredits = APICode(
        1302,
        403,
        "Insufficient credit package.",
        "Top up your credit package."
    )
    package static let rateLimited = APICode(
        1800,
        429,
        "Rate limit exceeded",
        "Reduce the request frequency, or ask support for a higher quota."
    )
    package static let internalError = APICode(
        5000,
        500,
        "Internal server error",
        "Try again; contact support if it goes on."
    )

    package static let all = [
        success, invalidParameter, sensitiveContent, authenticationFailed, authorizationMissing, tokenNotYetValid,
        tokenExpired, notFound, batchNotFound, durationNotInPlan, resolutionNotInPlan, insufficientCredits, rateLimited,
        internalError,
    ]

    /// The table's row for a number the service sent; nil for one that no page knows.
    package static func of(_ code: Int) -> APICode? { all.first { $0.code == code } }

    private init(_ code: Int, _ httpStatus: Int, _ meaning: String, _ advice: String) {
        self.code = code
        self.httpStatus = httpStatus
        self.meaning = meaning
        self.advice = advice
    }
}
