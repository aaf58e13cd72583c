// ToccataApp decides: what the console knows, what can happen to it, what is to be done then. It must not know how
// anything is drawn, and it does nothing itself: no file, no socket, no clock, no chance.

package import FoundationEssentials
package import TerminalKit
package import ToccataCore

/// Everything the console knows.
package struct AppState: Equatable, Sendable {
    /// What each key means.
    package var keymap = Keymap.standard
    /// Those of the Queue that have a key of their own.
    package var namedFilters = NamedFilter.standard
    package var screen = Screen.queue
    /// What lies over the screen; the last one has the keys.
    package var overlays: [Overlay] = []
    /// Every task, newest first.
    package var queue = TaskList()
    /// The tasks that have a file.
    package var library = TaskList()
    package var marks = Marks()
    /// What can be taken back of what was done here.
    package var changes = LocalChanges()
    /// Whether the ledger has been read; before that an empty list means nothing.
    package var isLoaded = false
    /// The first row shown of the whole Detail; nil while it is not open.
    package var detailTop: Int?
    package var detailTab = DetailTab.status
    /// Whether the pane with the keys has the screen to itself.
    package var isZoomed = false
    package var compose = ComposeState()
    /// What is kept of all drafts, the one that was worked on last first.
    package var drafts: [KeptDraft] = []
    /// The one that was deleted last, to be brought back.
    var deletedDraft: KeptDraft?
    /// The kept subject that was deleted last, to be kept again.
    var deletedSubject: Subject?
    package var references = ReferenceList()
    /// The subjects that were kept, by name.
    package var subjects: [Subject] = []
    /// How many tasks used each subject.
    package var subjectUses = SubjectUses()
    package var pictures = PictureChecks()
    package var log = EventLog()
    package let destination: Destination
    package var network = NetworkState.unknown
    /// Whether this process asks the services; a console that looks on sees in what is exchanged whether they answer.
    var polls = true
    /// Why nothing is sent at the moment, of every service in the ledger; none while sending goes on.
    package var holds: [Hold] = []
    /// How many tasks a service may be at work on before others wait here; nil for any number.
    package var mostRunning: Int?
    /// Why nothing can be recorded at the moment, and so nothing sent; nil while all goes well.
    package var ledgerTrouble: LedgerTrouble?
    /// How long tasks took, as far as that was seen.
    package var durations = DurationHistory()
    package var downloads: [ShortID: Progress] = [:]
    package var uploads: [ShortID: Progress] = [:]
    /// The links that uploaded pictures have got here, by their paths.
    var pictureLinks: [String: String] = [:]
    /// The task that Detail shows, while the mark moves on.
    var detailID: ShortID?
    /// Whether nothing but ASCII is shown.
    package var isASCII = false
    /// Where a person was, as it was recorded last.
    var recordedSession: Session?
    /// Whether that is recorded within three seconds.
    var isSessionDue = false
    /// Whether a person has done anything yet.
    var isTouched = false
    /// Whether the draft is recorded within two seconds.
    var isAutosaveDue = false
    /// The title that the terminal was told last.
    var toldTitle = "Toccata"
    /// Whether the terminal's window has the focus; nil where it does not tell.
    package var hasFocus: Bool?
    package var clipboard = ClipboardRoute.file
    /// What happened to the task in Detail, oldest first.
    package var history = TaskHistory()
    package var notice: Notice?
    /// Handed in by ticks; what ages are counted from.
    package var now: Date
    /// Where relative file names start.
    package var places: Places
    package var localTime = LocalTime()
    /// The chord that was pressed as the first of several.
    package var prefix: Chord?
    /// The next interrupt leaves the console.
    package var isWarnedOfInterrupt = false
    /// What is selected as soon as it is back: it was forgotten, and a person wants it again.
    var broughtBack: [ShortID] = []
    /// Which groups of it are folded again.
    var foldsBroughtBack = LocalChange.Folds()
    /// In which states the marked tasks are; kept, because the line of hints asks with each key.
    var markedStates: Set<TaskState> = []
    /// A request was let go and its task is not in the list yet.
    package var isAwaitingTask = false
    /// What was let go last of several that were marked.
    var sentTogether = SentTogether()
    package var isQuitting = false

    package init(destination: Destination, places: Places, now: Date) {
        self.destination = destination
        self.places = places
        self.now = now
    }

    var clock: WallClock { WallClock(now: now, local: localTime) }

    /// The list that the screen shows, where it shows tasks.
    package var shownTasks: TaskList? {
        switch screen {
        case .queue: queue
        case .library: library
        case .compose, .references, .log: nil
        }
    }

    /// The task that keys about a task mean.
    package var selectedTask: VideoTask? { shownTasks?.selected }

    /// The task that Detail shows: it follows the mark once that stays where it is.
    package var detailedTask: VideoTask? {
        let list = shownTasks ?? queue
        guard let detailID, detailID != list.selected?.id else { return list.selected }
        return list.task(detailID) ?? list.selected
    }

    /// How many tasks something will still happen to by itself.
    package var activeCount: Int { queue.count { !$0.isSettled } }

    /// How many tasks a person should look at.
    package var needyCount: Int { queue.count { $0.needsAttention } + queue.overdueCount(at: now) }
}
