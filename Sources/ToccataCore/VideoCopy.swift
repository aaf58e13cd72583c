/// What a person means who asks for the video of a finished task, by what was seen of it then.
package enum VideoCopy: Equatable, Sendable {
    /// It was not saved: once is enough, whoever saves it.
    case first
    /// It was saved, and one more is meant.
    case another
}

extension VideoTask {
    /// What a person means who sees it as it is here.
    package var copyMeant: VideoCopy { state == .done ? .another : .first }
}
