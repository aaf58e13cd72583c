import BachAPI

/// What a create must pass once its fields are right: sensitive words, the plan, credits.
///
/// With the rate limit, which comes last, this is the order of the checks behind the parameters.
struct Admission: Equatable, Sendable {
    var words = SensitiveWords()
    var plan = AccountPlan()
    /// How many creates the credit package holds; nil without end.
    var credits: Int?

    /// Why a create is refused although its fields are right.
    enum Refusal: Error, Equatable, Sendable {
        case sensitiveContent
        case durationNotInPlan
        case resolutionNotInPlan
        case insufficientCredits
        /// - Parameter wait: How long until a request would be let in.
        case rateLimited(wait: Duration)
    }

    /// What a create says and asks for, of whatever family.
    struct Request: Equatable, Sendable {
        var texts: [String]
        /// False when the create asks not to be moderated.
        var isModerated: Bool
        /// Seconds; nil for what has none, such as a subject's pictures.
        var duration: Int?
        var resolution: String?

        /// Reads the body of a create whose fields were found right.
        init(_ body: JSONValue, _ family: Family = .textToVideo) {
            texts = Self.texts(in: body)
            isModerated = body["enable_moderation"]?.boolValue ?? true
            duration = body["duration"]?.integerOrDigits
            resolution = body["resolution"]?.stringValue
            guard family == .multiImageToVideo else { return }
            // Its quality is a resolution, and what is left out means something.
            let request = VideoRequest(family: family, body: body)
            duration = request.duration
            resolution = request.resolution
        }

        private static let fields: Set = [
            "prompt", "negative_prompt", "audio_prompt", "subject_name", "subject_desc", "name", "description",
        ]

        /// What people may read in the video, or made it: prompts, and names and descriptions of subjects.
        private static func texts(in value: JSONValue) -> [String] {
            if let elements = value.arrayValue { return elements.flatMap(texts) }
            guard let object = value.objectValue else { return [] }
            return object.members.flatMap { name, value in
                value.stringValue.map { fields.contains(name) ? [$0] : [] } ?? texts(in: value)
            }
        }
    }

    /// Checks what a create says and asks for; nil lets it pass.
    func refusal(of request: Request) -> Refusal? {
        if request.isModerated, request.texts.contains(where: words.occur) { return .sensitiveContent }
        if let duration = request.duration, plan.durations?.contains(duration) == false { return .durationNotInPlan }
        if let resolution = request.resolution, plan.resolutions?.contains(resolution) == false {
            return .resolutionNotInPlan
        }
        return nil
    }

    /// Checks whether there is a credit for one more create, after so many.
    func refusal(after creates: Int) -> Refusal? {
        credits.map { creates >= $0 } == true ? .insufficientCredits : nil
    }
}
