import Dispatch
import Glibc
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into a call, as long as it lives; a second one ends the process as it would.
///
/// A hang-up that the caller ignores, as `nohup` does, stays ignored.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]
    private let state: State
    private let registering: DispatchGroup

    private final class State: Sendable {
        let count = Mutex(0)
        /// The signal that came first.
        let first = Mutex<Int32?>(nil)
    }

    init(_ first: @escaping @Sendable () -> Void) {
        let state = State()
        self.state = state
        let registering = DispatchGroup()
        self.registering = registering
        let numbers = [SIGINT, SIGTERM] + (Self.isIgnored(SIGHUP) ? [] : [SIGHUP])
        sources = numbers.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let count = state.count.withLock { count in
                    count += 1
                    return count
                }
                if count == 1 {
                    state.first.withLock { $0 = number }
                    first()
                } else {
                    _exit(ExitCode.interrupted.rawValue)
                }
            }
            registering.enter()
            source.setRegistrationHandler { registering.leave() }
            source.resume()
            return source
        }
    }

    /// Waits until signals come here; before that, one ends the process.
    func areHeard() async {
        await withCheckedContinuation { continuation in
            registering.notify(queue: .global()) { continuation.resume() }
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        // Functions cannot be compared in Swift; SIG_IGN is the address 1.
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    var haveCome: Bool { state.count.withLock { $0 > 0 } }

    /// The signal that came first.
    var first: Int32? { state.first.withLock { $0 } }
}
