/// What a person wants, by whichever key.
package enum UserAction: Hashable, Sendable {
    // Everywhere
    case show(Screen)
    case help, actions, back, quit, redraw, suspend, interrupt
    /// Stops sending for all of the ledger, or lets it go on.
    case pause
    case move(Motion)
    /// The next task that waits for a person.
    case nextWaiting
    /// The Queue with one of the filters that have names, counted from 0.
    case showFiltered(Int)
    /// Gives the pane with the keys the whole screen, or takes it back.
    case zoom
    /// Enter: opens the selection, or does what the focus is on.
    case open

    // Tasks
    /// Puts the list into the next order.
    case order
    /// Sends a lost task again, or lets a held one go.
    case send
    /// Adds an image to the references, or an id to a lost task.
    case add
    case forget
    /// Puts the request of a task into Compose, with its seed or for another one.
    case clone, cloneAnew
    /// Puts a failed task into Compose, with what the service said.
    case correct
    /// Keeps an unsent task here until it is sent by hand.
    case hold
    /// Takes back, stops watching, or removes from a list.
    case remove
    case download, openVideo, pollNow
    case copy(TaskPart)
    /// What Detail shows.
    case nextTab, previousTab
    /// Takes back what was typed last; among tasks what was just let go, then what was done here last.
    case undo
    /// Does again what was taken back last.
    case redo
    /// Puts tags on the task, or all that are marked, and takes others off.
    case tag

    // Several tasks
    /// Marks the selected task, or not any more, and goes on to the next.
    case mark
    case markRange, markAll, invertMarks, unmarkAll
    /// Has the tasks that were sent together with the selected one stand in one row; all groups, or none.
    case fold, foldAll

    // Forms
    case nextField, previousField
    case enterField, leaveField
    case nextChoice, previousChoice
    /// Opens the review of the draft; a form in front is done with.
    case review

    // Compose
    /// Writes the text with the focus in a person's own editor.
    case editor
    /// Completes the path of a file that is being typed.
    case completePath
    /// Types an `@`, which offers the names of subjects.
    case completeName
    /// Shows all drafts; what one of them once was.
    case drafts, revisions
    /// Puts a prompt that was sent in the place of the one being written, or goes back towards that.
    case earlierPrompt, laterPrompt

    // References
    case addSubject, edit, moveUp, moveDown, pickSubject, keepSubject
    /// Has the service make the pictures of a subject out of its words.
    case makePictures

    // Lists
    /// Types what is looked for.
    case filter

    // Log
    /// Shows more or less.
    case level

    // Sheets
    case yes, no
}
