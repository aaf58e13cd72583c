package import FoundationEssentials

/// One HTTP request as the routes see it: its body is complete, in memory or on disk.
package struct ServerRequest: Sendable {
    /// What is known before the body: enough to decide where the body goes.
    package struct Head: Sendable {
        package var method: String
        package var path: RequestPath
        /// Names in lower case; of a repeated header the last value.
        package var headers: [String: String]
        /// What stands behind the question mark, decoded; of a repeated name the last value.
        package var query: [String: String]

        package init(
            method: String,
            path: RequestPath,
            headers: [String: String] = [:],
            query: [String: String] = [:]
        ) {
            self.method = method
            self.path = path
            self.headers = headers
            self.query = query
        }
    }

    package enum Body: Sendable {
        case data(Data)
        case form(MultipartForm)
    }

    package var head: Head
    package var body: Body

    package init(head: Head, body: Body = .data(Data())) {
        self.head = head
        self.body = body
    }
}

/// Where the body of a request goes, decided as soon as its header is there.
package enum BodyPlan: Sendable {
    /// Into memory; a longer one is refused with 413.
    case memory(limit: Int)
    /// Parts of a `multipart/form-data` body into files below `directory`, which is made when needed.
    case multipart(directory: String, limits: MultipartForm.Limits)
    /// Nowhere: this is the answer.
    case refuse(ServerReply)
}
