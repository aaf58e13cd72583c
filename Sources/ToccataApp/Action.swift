package import FoundationEssentials
package import TerminalKit
package import ToccataCore

/// What happened.
package enum Action: Equatable, Sendable {
    // A person
    case user(UserAction, Room)
    /// A chord that a text field is to take.
    case typed(Chord, Room)
    /// A paste as a whole: it goes into a text field, or nowhere.
    case pasted(String)
    /// Something was chosen in the menu of actions; what it comes to there.
    indirect case chosen(ActionMenu.Item, Action)
    /// The review was asked for; the seed is the one that goes out if the field is empty.
    case reviewAsked(seed: Int)
    /// The first chord of several.
    case prefixPressed(Chord)
    /// A chord that means nothing here.
    case keyIgnored

    // Tasks
    /// All tasks, newest first.
    case tasksChanged([VideoTask])
    case taskChanged(VideoTask)
    case taskRemoved(ShortID)
    /// The answer to `send`: it is in the ledger.
    case taskRecorded(VideoTask)
    /// The answer to `send`: it could not be recorded, so nothing was sent.
    case sendFailed(reason: String)
    case historyLoaded(ShortID, [TaskHappening], sentBefore: ShortID? = nil)
    /// Nil when it ended.
    case downloadProgressed(ShortID, Progress?)
    case uploadProgressed(ShortID, Progress?)

    // The rest of the world
    case networkChanged(NetworkState)
    /// Whether it is this process that asks the services, or another one.
    case polls(Bool)
    /// Why nothing is sent at the moment; none when sending goes on.
    case holdsChanged([Hold])
    /// The ledger cannot be written, so that nothing is sent; nil when it can be again.
    case ledgerTroubled(LedgerTrouble?)
    /// Something for the log; warnings and errors are shown as a notice too.
    case noted(Note)
    /// The answer to something a person just asked for: shown whatever it is.
    case answered(Note)
    /// Requests and their answers that were recorded or repeated, whichever process sent them.
    case exchangesRecorded([ExchangeSummary])
    /// The answer to `loadExchange`; nil when there is none of that number any more.
    case exchangeLoaded(number: Int, RecordedExchange?)
    /// Where a person was in the console that was left last.
    case sessionLoaded(Session)
    /// The answer to `findFiles`: the paths by link.
    case filesFound([String: String])
    /// The draft that was worked on last.
    case draftLoaded(Draft, name: String = NamedDraft.firstName)
    /// All that are kept, the one that was worked on last first.
    case draftsLoaded([KeptDraft])
    /// The answer to `loadRevisions`.
    case revisionsLoaded([DraftRevision], of: String)
    /// The answer to `recordDraft`: the ledger has it.
    case draftRecorded(NamedDraft)
    /// The answer to `recordDraft` where somebody else had recorded the draft, too: what that was is a revision.
    case draftContested(name: String, revision: Int)
    /// The answer to `recordDraft`, where it failed.
    case draftNotRecorded(name: String = NamedDraft.firstName, reason: String)
    /// The answer to `editText`.
    case textEdited(EditedText)
    case subjectsLoaded([Subject])
    case pictureChecked(path: String, PictureFinding)
    /// The answer to `listFiles`: their names in order, a folder's with a slash behind it.
    case filesListed([String], beginning: String, of: String)
    /// The answer to `findUpload`: when the service got it, nil where it has not.
    case uploadFound(path: String, at: Date?)
    case tick(Date)
    /// Whether the terminal's window has the focus; many never tell.
    case focusChanged(Bool)
    case timerFired(Timer, Date)
    /// The terminal is gone.
    case hungUp
}

extension Action {
    /// A key that does nothing yet, or nothing at all.
    var isNoAct: Bool {
        switch self {
        case .prefixPressed, .keyIgnored: true
        default: false
        }
    }
}
