import Dispatch
import Glibc

/// Lets a process that is to be suspended, by Ctrl-Z or `kill -TSTP`, put things in order first; as long as it lives.
final class Suspension {
    private let source: any DispatchSourceSignal

    /// - Parameters:
    ///   - pause: Done before the process stops.
    ///   - resume: Done when it goes on.
    init(pause: @escaping @Sendable () async -> Void, resume: @escaping @Sendable () async -> Void) {
        source = DispatchSource.makeSignalSource(signal: SIGTSTP, queue: .global())
        source.setEventHandler {
            Task {
                await pause()
                // Stopped here: what follows is done when the process goes on. Sent to the process, the signal may go to
                // another thread, and this one be on its way to take everything back before that one stops it.
                raise(SIGSTOP)
                await resume()
            }
        }
        source.resume()
    }

    deinit { source.cancel() }
}
