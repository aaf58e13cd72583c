package import BachAPI
package import FoundationEssentials

/// What can happen to a task.
package enum TaskEvent: Equatable, Sendable {
    /// A process took it for sending; the request goes out only after this is recorded.
    case claimed(holder: String)
    /// The service made it.
    case created(CreatedTask)
    /// Surely nothing was made: no connection, or the service is too busy.
    case notSent(reason: String, retryAt: Date)
    /// The service refused it, or one of its pictures.
    case refused(APIFailure)
    /// The service failed while it was making it (5000): there may be a task.
    case mayHaveBeenMade(APIFailure)
    /// No answer came that tells whether there is a task.
    case answerLost(reason: String)
    /// It cannot be sent for a reason on this side: a picture that is gone.
    case unsendable(reason: String)
    /// Kept here until a person releases it.
    case held(reason: String)
    /// A person lets a held, lost or failed-while-being-made task go out (again), in a console or by a command.
    case released(holder: String?, origin: VideoTask.Origin = .console)
    /// The service answered a query; `saves` says whether its video is to be downloaded now, `took` how long it needed
    /// if this is the end.
    case polled(QueriedTask, saves: Bool, took: Duration? = nil)
    /// The service, asked by the external id, knows the task under an id of its own.
    case found(taskID: String)
    /// The service knows no such task.
    case notFound
    /// The video is being downloaded (again).
    case downloadBegan
    /// The download broke off, and goes on by itself from where it is.
    case downloadBroke(reason: String, retryAt: Date)
    /// Bytes come again.
    case downloadWentOn
    case saved(file: String)
    /// It is not saved here; what may pass by itself is tried again at a time.
    case saveFailed(reason: String, retryAt: Date? = nil)
    /// A person found the id of a lost task.
    case attached(taskID: String)
    /// A person wants it asked about further, although it should have ended long ago.
    case keptAsking
    /// A person wants it watched no more, or taken back before it was sent.
    case stopped
    /// A person took it back before anything left.
    case takenBack
    /// A person wants back what was taken back before it was ever claimed; it is held.
    case broughtBack
}
