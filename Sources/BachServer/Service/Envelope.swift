import BachAPI

/// The JSON answers of the API: code, message, data.
enum Envelope {
    /// A success; ``Service/success(_:code:)`` knows the code that was asked for.
    static func success(_ data: JSONValue, code: Int) -> ServerResponse {
        answer(200, ["code": .integer(Int64(code)), "message": "Success", "data": data])
    }

    /// A failure; `message` where a page gives one, else what the code means.
    static func failure(_ code: APICode, _ message: String? = nil) -> ServerResponse {
        failure(code.httpStatus, code, message)
    }

    /// Why a create, or any request beyond the rate limit, was not let in.
    static func refusal(_ refusal: Admission.Refusal) -> ServerResponse {
        switch refusal {
        case .sensitiveContent: return failure(.sensitiveContent)
        case .durationNotInPlan: return failure(.durationNotInPlan)
        case .resolutionNotInPlan: return failure(.resolutionNotInPlan)
        case .insufficientCredits: return failure(.insufficientCredits)
        case .rateLimited(let wait):
            var response = failure(.rateLimited)
            response.headers.append(("Retry-After", "\(RateLimit.retryAfter(wait))"))
            return response
        }
    }

    /// A failure with an HTTP status that the code table does not give it, such as 413.
    static func failure(_ httpStatus: Int, _ code: APICode, _ message: String?) -> ServerResponse {
        let message = message ?? code.meaning
        return answer(
            httpStatus,
            ["code": .integer(Int64(code.code)), "message": .string(message), "data": .object(JSONObject())]
        )
    }

    private static func answer(_ status: Int, _ body: JSONValue) -> ServerResponse {
        ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: .data(body.data))
    }
}
