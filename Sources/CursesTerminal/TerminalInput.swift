import CTerminal
import Glibc
import TerminalKit

/// The thread that reads the terminal, from its start to its end.
struct TerminalInput {
    private let pipeIn: Int32
    private let pipeOut: Int32
    private let thread: pthread_t

    /// Starts reading, and answers signals from now on.
    ///
    /// - Parameter readsKeys: False while another program has the terminal: then only signals are told.
    init(
        device: TerminalDevice,
        escapeDelay: Duration,
        readsKeys: Bool = true,
        sink: @escaping @Sendable ([TerminalEvent]) -> Void
    ) throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(doing: "making a pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (pipeOut, pipeIn) = (ends[0], ends[1])
        let loop = Unmanaged.passRetained(
            InputLoop(device: device, pipe: pipeOut, escapeDelay: escapeDelay, readsKeys: readsKeys, sink: sink)
        )
        var thread = pthread_t()
        let error = pthread_create(&thread, nil, runInputLoop, loop.toOpaque())
        guard error == 0 else {
            loop.release()
            close(pipeIn)
            close(pipeOut)
            throw .system(doing: "starting the input thread", errno: error)
        }
        self.thread = thread
        ct_signals_begin(pipeIn)
    }

    /// Stops reading and leaves signals as they were; waits for the thread.
    func end() {
        ct_signals_end()
        var byte = InputLoop.end
        _ = write(pipeIn, &byte, 1)
        pthread_join(thread, nil)
        close(pipeIn)
        close(pipeOut)
    }
}

/// The thread's entry; a free function, since a closure written in main-actor code would trap on another thread.
private func runInputLoop(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<InputLoop>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
