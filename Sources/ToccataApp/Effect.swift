package import BachAPI
package import TerminalKit
package import ToccataCore

/// What is to be done; whoever does it answers with actions.
package enum Effect: Equatable, Sendable {
    /// Records the request as a task of the current server and lets it go out; answers `taskRecorded`, or `noted`
    /// with an error and `sendFailed`. The body is exactly what the review showed; its `file://` pictures are
    /// uploaded first.
    /// Several are variants that belong together: all are recorded, or none. The draft, if they were made of one, is
    /// recorded as sent.
    case send(mode: Mode, requests: [JSONValue], draft: NamedDraft? = nil)
    /// Lets a held, lost or failed-while-being-made task go out (again).
    case release(ShortID)
    /// Keeps an unsent task here until it is released; what has left meanwhile goes on.
    case hold(ShortID)
    /// Lets sending go on after it was paused, or held for want of credits or a refused key.
    case resumeOutbox
    /// Sends nothing more, whichever console of the ledger it is to go out from.
    case pauseOutbox
    /// Ends a pause; what a service said stays.
    case unpauseOutbox
    case pollNow(ShortID)
    /// A person wants it asked about further, although it should have ended long ago.
    case keepAsking(ShortID)
    /// These tasks are on the screen: they are asked about before others.
    case tellShown(Set<ShortID>)
    /// Takes back what is unsent; what has left meanwhile goes on.
    case takeBack(ShortID)
    /// Brings back, held, what was taken back and was never on its way.
    case bringBack(ShortID)
    /// Watches no more what was sent.
    case stopWatching(ShortID)
    case attach(ShortID, taskID: String)
    /// Records a task like this one, with another seed where it has one, and lets it go out; answers as `send` does.
    case sendAnew(ShortID)
    /// Looks for the files of this machine that links of a server stand for; answers `filesFound`.
    case findFiles(links: [String], ServerIdentity)
    /// Removes the task from the ledger; answers `taskRemoved`.
    case forget(ShortID)
    /// Has two unsent tasks leave in each other's turn.
    case swapTurns(ShortID, ShortID)
    /// Brings back a task that was forgotten; it comes with all tasks.
    case remember(ShortID)
    case tag(ShortID, TagChange)
    /// Downloads a finished task's video, as a person means who pressed the key on what stood there.
    case download(ShortID, VideoCopy)
    case open(file: String)
    /// Reads what happened to a task; answers `historyLoaded`.
    case loadHistory(ShortID)
    /// Reads a request and its answer whole; answers `exchangeLoaded`.
    case loadExchange(Int)
    case recordDraft(Draft, name: String = NamedDraft.firstName)
    /// What a person calls a draft.
    case nameDraft(String, title: String)
    case deleteDraft(name: String)
    /// Reads what a draft once was; answers `revisionsLoaded`.
    case loadRevisions(of: String)
    /// Gives the terminal to a person's editor with this text; answers `textEdited`, with which it is taken again.
    case editText(String)
    /// Keeps a subject under its name, in place of the one of that name; answers `subjectsLoaded`.
    case recordSubject(Subject)
    /// Answers `subjectsLoaded`.
    case deleteSubject(name: String)
    /// Looks into a file by its absolute path; answers `pictureChecked`.
    case checkPicture(path: String)
    /// Looks for the files of a folder whose names begin so; answers `filesListed`, with what was typed.
    case listFiles(folder: String, beginning: String, of: String)
    /// Looks whether what stands in a file is at a service already; answers `uploadFound`.
    case findUpload(path: String, at: ServerIdentity)
    /// Keeps where a person is for the next start.
    case recordSession(Session)
    /// Starts a timer, in place of a running one of that name; answers `timerFired`.
    case schedule(Timer, after: Duration)
    case cancel(Timer)
    /// Gives the terminal back and stops the process until it is continued.
    case suspend
    /// Something for the terminal beside the screen.
    case tell(TerminalMessage)
    /// Puts a text where it can be pasted from; answers `answered` with the way it took.
    case copy(String, what: String)
    /// Runs a person's command, for somebody who looks elsewhere.
    case call(String)
    /// Draws every cell anew.
    case redraw
    case quit
}
