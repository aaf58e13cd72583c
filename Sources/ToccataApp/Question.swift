package import ToccataCore

/// Something that is only done after a yes; anything else is a no.
package enum Question: Equatable, Sendable {
    case sendAgain(ShortID)
    /// Lost, and sent again under the same external id, so that no second task is made.
    case sendSame(ShortID)
    case release(ShortID)
    /// Sending is on hold for all.
    case resumeOutbox
    case forget(ShortID)
    /// Nothing was sent yet.
    case takeBack(ShortID)
    /// It was sent, goes on and is billed.
    case stopWatching(ShortID)
    /// Several marked tasks.
    case bulk(Bulk)
    case deleteSubject(name: String)
    case deleteDraft(name: String)
    /// The service is to make its pictures, which costs money.
    case makePictures(Subject)
    case quit

    /// Whether a yes has something go out.
    package var sends: Bool {
        switch self {
        case .sendAgain, .sendSame, .release, .makePictures: true
        case .bulk(let bulk): bulk.sends
        case .resumeOutbox, .forget, .takeBack, .stopWatching, .deleteSubject, .deleteDraft, .quit: false
        }
    }
}
