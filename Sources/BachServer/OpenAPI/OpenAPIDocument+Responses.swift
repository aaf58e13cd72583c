import BachAPI

extension OpenAPIDocument {
    /// The success, then the failures by HTTP status with an example for each text.
    func responses(of endpoint: APIEndpoint) -> JSONObject {
        let schema = AnswerSchema(successCode: successCode).success(of: endpoint.operation)
        var responses = JSONObject([("200", ["description": "Success", "content": Schema.json(schema)])])
        if endpoint.operation == .health {
            responses["503"] = ["description": "Tasks cannot be kept", "content": Schema.json(schema)]
        }
        let failures = FailureTexts(limits: limits).failures(of: endpoint)
        for status in Set(failures.map(\.httpStatus)).sorted() {
            responses["\(status)"] = Self.response(failures.filter { $0.httpStatus == status }, endpoint)
        }
        return responses
    }

    private static func response(_ failures: [FailureTexts.Failure], _ endpoint: APIEndpoint) -> JSONValue {
        let dialect = endpoint.operation.family?.dialect ?? .bach
        let codes = failures.map { "\($0.code.code): \($0.code.meaning)" }
        let examples = failures.flatMap { failure in
            failure.texts.enumerated().map { ("\(failure.code.code).\($0 + 1)", example(failure.code, $1, dialect)) }
        }
        let schema = Schema.reference(dialect == .kling ? "kling-failure" : "failure")
        var response = JSONObject([("description", .string(codes.joined(separator: "; ")))])
        if failures.contains(where: { $0.code.kind == .rate }) {
            response["headers"] = [
                "Retry-After": ["description": "Seconds", "schema": ["type": "integer", "minimum": 1]]
            ]
        }
        response["content"] = Schema.json(schema, [("examples", .object(JSONObject(examples)))])
        return .object(response)
    }

    private static func example(_ code: APICode, _ text: String, _ dialect: Dialect) -> JSONValue {
        let wording: Wording = dialect == .kling ? .kling(requestID: "8f2f1f0e-5d0c-4c86-9f6e-0a4d1b6f3c2a") : .bach
        return ["summary": .string(text), "value": .object(Envelope.failureBody(code, text, wording))]
    }
}
