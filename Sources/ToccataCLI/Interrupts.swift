import Dispatch
import Glibc
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into a call, as long as it lives; a second one ends the process as it would.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]
    private let state: State

    private final class State: Sendable {
        let count = Mutex(0)
    }

    init(_ first: @escaping @Sendable () -> Void) {
        let state = State()
        self.state = state
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let count = state.count.withLock { count in
                    count += 1
                    return count
                }
                if count == 1 { first() } else { _exit(ExitCode.interrupted.rawValue) }
            }
            source.resume()
            return source
        }
    }

    var haveCome: Bool { state.count.withLock { $0 > 0 } }
}
