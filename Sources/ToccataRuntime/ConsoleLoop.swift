package import TerminalKit
package import ToccataApp
package import ToccataCore

/// The console's one consumer of keys and news.
///
/// Waits for the terminal and takes everything there is, reduces it, draws once if what is to be seen changed, and has
/// the effects done. Input is drawn at once; news at most twenty times a second, for a progress bar is not worth more.
@MainActor
package final class ConsoleLoop {
    /// What the state looks like, and what input means in it.
    package struct Interface {
        package var view: @MainActor (AppState, Size) -> Frame
        /// The keys that one event stands for; each is asked for its action after the one before was carried out.
        package var keys: @MainActor (InputEvent, AppState) -> [InputEvent]
        package var action: @MainActor (InputEvent, AppState, Size) -> Action?
        /// The tasks that the view shows.
        package var shown: @MainActor (AppState, Size) -> Set<ShortID>

        package init(
            view: @escaping @MainActor (AppState, Size) -> Frame,
            keys: @escaping @MainActor (InputEvent, AppState) -> [InputEvent] = { event, _ in [event] },
            action: @escaping @MainActor (InputEvent, AppState, Size) -> Action?,
            shown: @escaping @MainActor (AppState, Size) -> Set<ShortID> = { _, _ in [] }
        ) {
            self.view = view
            self.keys = keys
            self.action = action
            self.shown = shown
        }
    }

    private static let shortestFrame = Duration.milliseconds(50)

    package private(set) var state: AppState
    private let terminal: any Terminal
    private let interface: Interface
    private let queue: ActionQueue
    private var perform: @MainActor (Effect) -> Void = { _ in }
    private var stopping: @MainActor (() -> Void) -> Void = { $0() }
    private let now: @MainActor () -> ContinuousClock.Instant
    private var size: Size
    private var isOver = false
    /// What was decided and is not begun: who types waits for the frame, not for what a key has in its train.
    private var undone: [Effect] = []
    /// Another program has the terminal: nothing is drawn, all else goes on.
    package private(set) var isLent = false
    /// Something changed since the last frame.
    private var isStale = true
    private var drawnAt: ContinuousClock.Instant
    /// The tasks in the last frame.
    private var shown: Set<ShortID> = []

    /// - Parameters:
    ///   - state: What is known at first; it is drawn before anything else happens.
    ///   - terminal: Entered already. Its wait ends when the queue has something.
    ///   - interface: How to draw and what keys mean.
    ///   - queue: Where actions come from.
    ///   - now: A clock that never goes back.
    package init(
        state: AppState,
        terminal: any Terminal,
        interface: Interface,
        queue: ActionQueue,
        now: @escaping @MainActor () -> ContinuousClock.Instant = { .now }
    ) {
        self.state = state
        self.terminal = terminal
        self.interface = interface
        self.queue = queue
        self.now = now
        size = terminal.size
        drawnAt = now()
    }

    /// Draws what is known at first, if that was not done before.
    package func begin() {
        if isStale { draw() }
    }

    /// Runs until the state says that the console is left, or the terminal is gone.
    ///
    /// - Parameters:
    ///   - stopping: Called with what stops the process and returns when it goes on.
    ///   - perform: Starts an effect and returns at once; what the terminal is needed for is done here.
    package func run(
        stopping: @escaping @MainActor (() -> Void) -> Void = { $0() },
        perform: @escaping @MainActor (Effect) -> Void
    ) {
        (self.stopping, self.perform) = (stopping, perform)
        begin()
        performUndone()
        while !isOver {
            let patience = isStale && !isLent ? max(.zero, Self.shortestFrame - (now() - drawnAt)) : nil
            let hasInput = takeAll(waiting: patience)
            let isDue = hasInput || isStale && now() - drawnAt >= Self.shortestFrame
            if !isOver, !isLent, isDue { draw() }
            performUndone()
        }
    }

    private func performUndone() {
        let effects = undone
        undone = []
        for effect in effects { perform(effect) }
    }

    private func draw() {
        terminal.present(interface.view(state, size))
        isStale = false
        drawnAt = now()
        tellShown()
    }

    private func tellShown() {
        let now = interface.shown(state, size)
        guard now != shown else { return }
        shown = now
        undone.append(.tellShown(now))
    }

    /// Takes what there is, and says whether it is worth a frame at once.
    ///
    /// Keys come before the news that came with them: they were meant for what is on the screen.
    private func takeAll(waiting patience: Duration?) -> Bool {
        let events = terminal.events(waiting: queue.isEmpty ? patience : .zero)
        for event in events where !isOver { handle(event) }
        let wasLent = isLent
        for action in queue.take() where !isOver { take(action) }
        // Who comes back from an editor looks at an empty screen.
        return !events.isEmpty || wasLent && !isLent
    }

    private func handle(_ event: TerminalEvent) {
        let room = Room(columns: size.columns, rows: size.rows)
        switch event {
        case .input(let input):
            for key in interface.keys(input, state) {
                if let action = interface.action(key, state, size) { take(action) }
            }
        case .resized(let size):
            self.size = size
            // Even of the same size: whoever attaches a terminal anew sees an old picture.
            terminal.invalidate()
        case .suspend: take(.user(.suspend, room))
        case .resumed: terminal.resume()
        // C-c comes as a key, so that a SIGINT is somebody else's wish that the console end.
        case .hangup, .terminate, .interrupt: take(.hungUp)
        }
    }

    private func reclaim() {
        isLent = false
        terminal.reclaim()
        // The window may have changed meanwhile.
        size = terminal.size
    }

    private func take(_ action: Action) {
        isStale = true
        if case .textEdited = action { reclaim() }
        for effect in reduce(&state, action) {
            switch effect {
            case .redraw: terminal.invalidate()
            case .tell(let message): terminal.tell(message)
            case .quit: isOver = true
            case .editText:
                performUndone()
                isLent = true
                terminal.lend()
                perform(effect)
            case .suspend:
                performUndone()
                stopping { terminal.suspend() }
                // The window may have changed meanwhile, and its signal come before the process went on.
                size = terminal.size
            default: undone.append(effect)
            }
        }
    }
}
