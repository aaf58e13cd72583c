/// The answer to an upload, or to a question about its batch.
package struct UploadedBatch: Equatable, Sendable {
    /// How far a batch is, by a keyword in whatever word the service has for it.
    package enum State: Equatable, Sendable {
        case pending, running
        /// Some pictures failed.
        case partial
        case done, failed
        case unknown(String)

        /// The end of something goes before its beginning: `UPLOAD_FAILED` is a failure, not an upload that goes on.
        package init(word: String) {
            let word = word.lowercased()
            let found = Self.keywords.first { $0.words.contains { word.contains($0) } }
            self = found?.state ?? .unknown(word)
        }

        private static let keywords: [(words: [String], state: State)] = [
            (["partial"], .partial),
            (["fail", "error", "expire"], .failed),
            (["complet", "succe", "done", "finish"], .done),
            (["pend", "queue", "wait"], .pending),
            (["process", "run", "upload"], .running),
        ]
    }

    package let id: String?
    /// Nil when the answer does not say.
    package let state: State?
    package let pictures: [UploadedPicture]

    package init(id: String?, state: State?, pictures: [UploadedPicture]) {
        self.id = id
        self.state = state
        self.pictures = pictures
    }

    /// Whether nothing more is to come: by its word, or because every picture has its link or its problem.
    package var isFinished: Bool {
        if !pictures.isEmpty, pictures.allSatisfy({ $0.url != nil || $0.problem != nil }) { return true }
        return switch state {
        case nil, .partial, .done, .failed: true
        case .pending, .running, .unknown: false
        }
    }
}

/// One picture of an upload's answer.
package struct UploadedPicture: Equatable, Sendable {
    package let name: String?
    /// Nil when the service refused this picture; `problem` then says why.
    package let url: String?
    package let problem: String?

    package init(name: String?, url: String?, problem: String?) {
        self.name = name
        self.url = url
        self.problem = problem
    }
}
