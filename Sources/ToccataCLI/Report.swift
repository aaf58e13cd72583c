package import BachAPI

/// What a command has to say in the end: data, an error, or both.
package struct Report: Equatable, Sendable {
    package var exitCode: ExitCode
    /// The `data` of `--json`.
    package var data: JSONValue
    /// What goes to standard output without `--json`.
    package var lines: [String]
    package var failure: Failure?

    /// What went wrong, for people and for scripts.
    package struct Failure: Equatable, Sendable {
        package var message: String
        /// What to do about it.
        package var hint: String?
        package var apiCode: Int?
        package var httpStatus: Int?

        package init(_ message: String, hint: String? = nil, apiCode: Int? = nil, httpStatus: Int? = nil) {
            self.message = message
            self.hint = hint
            self.apiCode = apiCode
            self.httpStatus = httpStatus
        }
    }

    package init(_ exitCode: ExitCode = .done, data: JSONValue = .null, lines: [String] = [], failure: Failure? = nil) {
        self.exitCode = exitCode
        self.data = data
        self.lines = lines
        self.failure = failure
    }

    /// The one document of `--json`.
    package var document: JSONValue {
        let error: JSONValue? = failure.map { failure in
            [
                "code": .string(exitCode.word),
                "message": .string(failure.message),
                "hint": failure.hint.map(JSONValue.string) ?? .null,
                "api_code": failure.apiCode.map { .integer(Int64($0)) } ?? .null,
                "http_status": failure.httpStatus.map { .integer(Int64($0)) } ?? .null,
            ]
        }
        var document = JSONObject([("schema", "toccata/1"), ("ok", .bool(failure == nil))])
        document["error"] = error
        document["data"] = data
        return .object(document)
    }
}
