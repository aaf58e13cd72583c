extension APICode {
    /// Kling's codes: the numbers are Bach's too, the meanings are not.
    package enum Kling {
        package static let success = APICode(.success, 0, 200, "SUCCEED", "Request completed successfully.")
        package static let authenticationFailed = APICode(
            .authentication,
            1000,
            401,
            "Authentication failed",
            "Verify the access key and secret key."
        )
        package static let authorizationMissing = APICode(
            .authorizationMissing,
            1001,
            401,
            "Authorization is empty",
            "Include a valid Authorization header."
        )
        package static let authorizationInvalid = APICode(
            .authentication,
            1002,
            401,
            "Authorization is invalid",
            "Include a valid Authorization header."
        )
        package static let tokenNotYetValid = APICode(
            .tokenNotYetValid,
            1003,
            401,
            "Authorization is not yet valid",
            "Check this machine's clock, or generate a new token."
        )
        package static let tokenExpired = APICode(
            .tokenExpired,
            1004,
            401,
            "Authorization has expired",
            "Generate a new token."
        )
        package static let account = APICode(.account, 1100, 429, "Account exception", "Verify the account.")
        package static let arrears = APICode(.credits, 1101, 429, "Account in arrears", "Recharge the account.")
        package static let packUsedUp = APICode(
            .credits,
            1102,
            429,
            "Resource pack depleted or expired",
            "Buy another resource pack."
        )
        package static let noAccess = APICode(.access, 1103, 403, "No access to this API or model", "Check the rights.")
        package static let invalidRequest = APICode(
            .parameter,
            1200,
            400,
            "Invalid request parameters",
            "Correct them."
        )
        package static let invalidParameter = APICode(
            .parameter,
            1201,
            400,
            "Invalid parameter",
            "Check the message for the parameter that is wrong and correct it."
        )
        package static let methodNotFound = APICode(.notFound, 1202, 404, "Invalid request method", "Check the path.")
        package static let notFound = APICode(.notFound, 1203, 404, "Resource not found", "Check the id or the model.")
        package static let platformPolicy = APICode(
            .policy,
            1300,
            400,
            "Platform policy triggered",
            "Change the input."
        )
        package static let contentPolicy = APICode(
            .policy,
            1301,
            400,
            "Content security policy triggered",
            "Modify or remove the flagged content."
        )
        package static let rateLimited = APICode(.rate, 1302, 429, "Too many requests", "Reduce the request frequency.")
        package static let concurrency = APICode(
            .concurrency,
            1303,
            429,
            "parallel task over resource pack limit",
            "Wait until a task that runs has ended."
        )
        package static let addressRefused = APICode(
            .access,
            1304,
            429,
            "IP address not in the allow-list",
            "Ask for the address to be allowed."
        )
        package static let internalError = APICode(
            .internalError,
            5000,
            500,
            "Internal server error",
            "Try again later."
        )
        package static let maintenance = APICode(
            .maintenance,
            5001,
            503,
            "Server under maintenance",
            "Try again later."
        )
        package static let backlog = APICode(.maintenance, 5002, 504, "Server backlog timeout", "Try again later.")
    }

    static let kling = [
        Kling.success, Kling.authenticationFailed, Kling.authorizationMissing, Kling.authorizationInvalid,
        Kling.tokenNotYetValid, Kling.tokenExpired, Kling.account, Kling.arrears, Kling.packUsedUp, Kling.noAccess,
        Kling.invalidRequest, Kling.invalidParameter, Kling.methodNotFound, Kling.notFound, Kling.platformPolicy,
        Kling.contentPolicy, Kling.rateLimited, Kling.concurrency, Kling.addressRefused, Kling.internalError,
        Kling.maintenance, Kling.backlog,
    ]

    /// How Kling's dialect says the same: the first code of that kind.
    ///
    /// A code of its own stays as it is.
    package func said(in dialect: Dialect) -> APICode {
        if dialect == .bach || Self.kling.contains(self) { return self }
        switch kind {
        case .batchNotFound: return Kling.notFound
        case .duration, .resolution: return Kling.noAccess
        case .credits: return Kling.packUsedUp
        case .parameter: return Kling.invalidParameter
        case .notFound: return Kling.notFound
        case .policy: return Kling.contentPolicy
        default: return Self.kling.first { $0.kind == kind } ?? self
        }
    }
}
