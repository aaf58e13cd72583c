package import BachAPI
package import TerminalKit
package import ToccataCore

/// Something that lies over the screen and has the keys.
package enum Overlay: Equatable, Sendable {
    /// The first row shown.
    case help(top: Int)
    case review(Review)
    case question(Question)
    case input(LineInput)
    case subject(SubjectForm)
    /// The kept subjects, to take one of.
    case picker(ListViewport)
}

/// A request before it goes out.
package struct Review: Equatable, Sendable {
    package var mode: Mode
    /// Exactly what is sent.
    package var request: JSONValue
    /// Whether the seed was chosen here.
    package var isSeedChosen: Bool
    /// The files that are uploaded first, absolute.
    package var paths: [String]
    /// The first row shown, on a screen that is too low for all.
    package var top = 0

    package init(mode: Mode, request: JSONValue, isSeedChosen: Bool) {
        self.mode = mode
        self.request = request
        self.isSeedChosen = isSeedChosen
        paths = LocalPictures.paths(in: request)
    }
}

/// Something that is only done after a yes; anything else is a no.
package enum Question: Equatable, Sendable {
    case sendAgain(ShortID)
    case release(ShortID)
    /// Sending is on hold for all.
    case resumeOutbox
    case forget(ShortID)
    /// Nothing was sent yet.
    case takeBack(ShortID)
    /// It was sent, goes on and is billed.
    case stopWatching(ShortID)
    case deleteSubject(name: String)
    case quit
}

/// One line to be typed.
package struct LineInput: Equatable, Sendable {
    package enum Purpose: Equatable, Sendable {
        case addImage
        case editImage(Int)
        /// The service's id of a lost task.
        case attach(ShortID)
    }

    package let purpose: Purpose
    package var editor: TextEditor
    package var problem: String?

    package init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        editor = TextEditor(text)
    }
}
