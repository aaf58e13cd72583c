/// What a loop draws on: a terminal, or a recorder in a test.
@MainActor
package protocol Terminal: AnyObject {
    /// As the terminal tells it now.
    var size: Size { get }

    /// All that it has to tell, in order, as soon as there is something.
    ///
    /// - Parameter patience: How long to wait at most; nil for ever.
    /// - Returns: Empty when the patience is over, or when somebody else has news for whoever waits.
    func events(waiting patience: Duration?) -> [TerminalEvent]

    /// Shows a frame. Nothing is sent for what has not changed.
    func present(_ frame: Frame)

    /// Makes the next frame be drawn whole, whatever is believed to be on the screen.
    func invalidate()

    /// Says something beside the screen.
    func tell(_ message: TerminalMessage)

    /// Gives the terminal back and stops the process; returns when it goes on, with the terminal taken again.
    func suspend()

    /// Gives the terminal back for another program to use, until ``reclaim()``; meanwhile only signals are told.
    func lend()

    /// Takes the terminal again after it was lent.
    func reclaim()

    /// Takes the terminal again after somebody else stopped and continued the process.
    func resume()
}

/// What a terminal tells a loop.
package enum TerminalEvent: Hashable, Sendable {
    case input(InputEvent)
    case resized(Size)
    /// The terminal is gone; nothing can be shown any more.
    case hangup
    /// Somebody asks the program to end.
    case terminate
    case interrupt
    /// Somebody asks the program to stop for a while.
    case suspend
    /// The program goes on after a stop.
    case resumed
}
