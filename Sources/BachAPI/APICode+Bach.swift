extension APICode {
    package static let success = APICode(.success, 200, 200, "Success", "Request completed successfully.")
    package static let invalidParameter = APICode(
        .parameter,
        1000,
        400,
        "Invalid parameter",
        "Check the message for the parameter that is wrong and correct it."
    )
    package static let sensitiveContent = APICode(
        .policy,
        1001,
        400,
        "Sensitive content detected",
        "Modify or remove the flagged content."
    )
    package static let authenticationFailed = APICode(
        .authentication,
        1100,
        401,
        "Authentication failed",
        "Verify the access key and secret key, or the token."
    )
    package static let authorizationMissing = APICode(
        .authorizationMissing,
        1101,
        401,
        "Authorization header missing",
        "Include a valid Authorization header."
    )
    package static let tokenNotYetValid = APICode(
        .tokenNotYetValid,
        1102,
        401,
        "Token not yet valid",
        "Check this machine's clock, or generate a new token."
    )
    package static let tokenExpired = APICode(.tokenExpired, 1103, 401, "Token expired", "Generate a new token.")
    package static let notFound = APICode(
        .notFound,
        1200,
        404,
        "Resource not found",
        "The requested task or resource does not exist; check the id."
    )
    package static let batchNotFound = APICode(
        .batchNotFound,
        1203,
        404,
        "Batch ID not found or expired",
        "Provide a valid, non-expired batch id."
    )
    package static let durationNotInPlan = APICode(
        .duration,
        1300,
        403,
        "Duration not supported by plan",
        "Choose another duration, or upgrade your credit package."
    )
    package static let resolutionNotInPlan = APICode(
        .resolution,
        1301,
        403,
        "Resolution not supported by plan",
        "Choose another resolution, or upgrade your credit package."
    )
    /// The endpoint pages' text; the general page says "Insufficient credits".
    package static let insufficientCredits = APICode(
        .credits,
        1302,
        403,
        "Insufficient credit package.",
        "Top up your credit package."
    )
    package static let rateLimited = APICode(
        .rate,
        1800,
        429,
        "Rate limit exceeded",
        "Reduce the request frequency, or ask support for a higher quota."
    )
    package static let internalError = APICode(
        .internalError,
        5000,
        500,
        "Internal server error",
        "Try again; contact support if it goes on."
    )

    static let bach = [
        success, invalidParameter, sensitiveContent, authenticationFailed, authorizationMissing, tokenNotYetValid,
        tokenExpired, notFound, batchNotFound, durationNotInPlan, resolutionNotInPlan, insufficientCredits, rateLimited,
        internalError,
    ]
}
