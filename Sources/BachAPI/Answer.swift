package import FoundationEssentials

/// What the service said, once its body could be read.
package enum Answer<Content: Equatable & Sendable>: Equatable, Sendable {
    /// A success with what was asked for.
    case content(Content)
    /// A failure in the service's own envelope.
    case failure(APIFailure)
    /// Not the service's envelope, or a success without the field that matters: an error page, cut-off JSON.
    case unreadable(httpStatus: Int, why: String)
}

/// A failure that the service itself reported.
package struct APIFailure: Equatable, Sendable {
    package let httpStatus: Int
    package let code: Int
    package let message: String
    /// Whose code it is.
    package let dialect: Dialect

    package init(httpStatus: Int, code: Int, message: String, dialect: Dialect = .bach) {
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.dialect = dialect
    }

    /// A documented code with its own meaning as the message.
    package init(_ code: APICode, dialect: Dialect = .bach) {
        self.init(httpStatus: code.httpStatus, code: code.code, message: code.meaning, dialect: dialect)
    }

    /// The code's row in its dialect's table; nil for one that no page knows.
    package var known: APICode? { APICode.of(code, dialect) }

    /// The HTTP status that counts; nil for a code that no page knows in an answer that calls itself good.
    ///
    /// No page says which status carries a failure, and one example reads as if it were 200: a code that is
    /// documented then counts as its documented status.
    package var decidingStatus: Int? { 200..<300 ~= httpStatus ? known?.httpStatus : httpStatus }

    /// What the page advises for the code; nil for a code that no page knows.
    package var advice: String? { known?.advice }
}

/// The answer to a create.
package struct CreatedTask: Equatable, Sendable {
    package let taskID: String
    /// When the service says that it made the task; nil when it does not say.
    package let createdAt: Date?

    package init(taskID: String, createdAt: Date?) {
        self.taskID = taskID
        self.createdAt = createdAt
    }
}

/// The answer to a query.
package struct QueriedTask: Equatable, Sendable {
    package let taskID: String?
    package let status: TaskStatus
    /// The human-readable status message, or the reason of a failure.
    package let message: String?
    package let videoURL: String?
    /// The links of a subject's pictures, at most four.
    package let pictures: [String]
    /// The copy with a watermark, where one was asked for.
    package let watermarkURL: String?
    /// The id that the sender gave the task, where the dialect has such.
    package let externalID: String?
    /// When the service says that it made the task; no page of Bach's has that in the answer to a query, Kling's has.
    package let createdAt: Date?

    package init(
        taskID: String?,
        status: TaskStatus,
        message: String? = nil,
        videoURL: String? = nil,
        pictures: [String] = [],
        watermarkURL: String? = nil,
        externalID: String? = nil,
        createdAt: Date? = nil
    ) {
        self.taskID = taskID
        self.status = status
        self.message = message
        self.videoURL = videoURL
        self.pictures = pictures
        self.watermarkURL = watermarkURL
        self.externalID = externalID
        self.createdAt = createdAt
    }
}

extension QueriedTask {
    /// Whether there is something to be fetched.
    package var hasLinks: Bool { videoURL != nil || !pictures.isEmpty }

    package init(_ subject: QueriedSubject) {
        let pictures = Array(subject.pictures.prefix(Limits.current.picturesPerSubject.upperBound))
        self.init(taskID: nil, status: subject.status, message: subject.message, pictures: pictures)
    }
}

/// The answer to a query about a subject that is made from text.
package struct QueriedSubject: Equatable, Sendable {
    package let status: TaskStatus
    /// The human-readable status message, or the reason of a failure.
    package let message: String?
    /// URLs, in the order front, side, back, three-quarter as far as they are named so.
    package let pictures: [String]

    package init(status: TaskStatus, message: String? = nil, pictures: [String] = []) {
        self.status = status
        self.message = message
        self.pictures = pictures
    }
}
