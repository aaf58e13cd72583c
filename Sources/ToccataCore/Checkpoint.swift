/// A step in the work on a task that is just behind.
///
/// Nothing happens at one but what ``Dependencies/passed`` does, which is nothing outside tests: they end the process
/// there, and look whether the next one finds everything.
package enum Checkpoint: String, CaseIterable, Codable, Sendable {
    /// The intent is in the ledger.
    case accepted
    case uploadAnswered
    /// The ledger has the links of all pictures of a request.
    case picturesRecorded
    /// The ledger says that the create is on its way; it goes out next.
    case claimed
    case createAnswered
    /// The ledger has what came of a create.
    case createRecorded
    case queryAnswered
    case queryRecorded
    case lookUpAnswered
    case lookUpRecorded
    case downloadBegun
    /// A part of a video is in its file.
    case bytesWritten
    /// All of it is, and nothing was checked.
    case videoWritten
    /// It has its final name, and the ledger does not know.
    case videoNamed
    case sidecarWritten
    case savedRecorded
    case lockTaken
    case lockGivenBack
    /// What dead processes left behind is settled.
    case recovered
    /// What a person decided about a task is recorded.
    case decisionRecorded
}
