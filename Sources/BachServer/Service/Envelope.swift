import BachAPI
import HTTPServerKit

/// The JSON answers of the API: code, message, data; in Kling's dialect with an id of the request, and a failure
/// without data.
enum Envelope {
    /// A success; ``Service/success(_:code:_:)`` knows the code that was asked for.
    static func success(_ data: JSONValue, code: Int, _ wording: Wording = .bach) -> ServerResponse {
        let code = JSONValue.integer(Int64(code))
        return switch wording {
        case .bach: answer(200, ["code": code, "message": "Success", "data": data])
        case .kling(let requestID):
            answer(
                200,
                [
                    "code": code, "message": .string(APICode.Kling.success.meaning),
                    "request_id": .string(requestID), "data": data,
                ]
            )
        }
    }

    /// A failure; `message` where a page gives one, else what the code means.
    ///
    /// - Parameters:
    ///   - code: Of either dialect; it is said in the one of `wording`.
    ///   - httpStatus: One that the code table does not give it, such as 413.
    static func failure(
        _ code: APICode,
        _ message: String? = nil,
        _ wording: Wording = .bach,
        httpStatus: Int? = nil
    ) -> ServerResponse {
        let code = code.said(in: wording.dialect)
        return answer(httpStatus ?? code.httpStatus, .object(failureBody(code, message, wording)))
    }

    /// What a failure says; `code` is of the dialect of `wording`.
    static func failureBody(_ code: APICode, _ message: String?, _ wording: Wording) -> JSONObject {
        var body = JSONObject([
            ("code", .integer(Int64(code.code))), ("message", .string(message ?? code.meaning)),
        ])
        switch wording {
        case .bach: body["data"] = .object(JSONObject())
        case .kling(let requestID): body["request_id"] = .string(requestID)
        }
        return body
    }

    /// Why a create, or any request beyond the rate limit, was not let in.
    static func refusal(_ refusal: Admission.Refusal, _ wording: Wording = .bach) -> ServerResponse {
        switch refusal {
        case .sensitiveContent: return failure(.sensitiveContent, nil, wording)
        case .durationNotInPlan: return failure(.durationNotInPlan, nil, wording)
        case .resolutionNotInPlan: return failure(.resolutionNotInPlan, nil, wording)
        case .insufficientCredits: return failure(.insufficientCredits, nil, wording)
        case .rateLimited(let wait):
            var response = failure(.rateLimited, nil, wording)
            response.headers.append(("Retry-After", "\(RateLimit.retryAfter(wait))"))
            return response
        }
    }

    /// Any JSON, with or without the envelope.
    static func answer(_ status: Int, _ body: JSONValue) -> ServerResponse {
        ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: .data(body.data))
    }
}
