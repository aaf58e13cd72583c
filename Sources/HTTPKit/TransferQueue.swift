import CCurl
import Glibc
import Synchronization

struct TransferOrder: Sendable {
    let id: UInt64
    let request: HTTPRequest
    let destination: BodyFile?
    let progress: @Sendable (TransferProgress) -> Void
    let finish: @Sendable (Result<HTTPResponse, TransferError>) -> Void
}

enum TransferCommand: Sendable {
    case start(TransferOrder)
    case cancel(UInt64)
    case stop
}

/// Hands commands from any thread to the transfer thread, and starts that thread when first needed.
final class TransferQueue: Sendable {
    private struct State {
        var commands: [TransferCommand] = []
        /// The multi handle's address, 0 before the start and after the end.
        var multi: UInt = 0
        var lastID: UInt64 = 0
    }

    let configuration: HTTPClient.Configuration
    private let state = Mutex(State())

    init(_ configuration: HTTPClient.Configuration) {
        self.configuration = configuration
    }

    func makeID() -> UInt64 {
        state.withLock {
            $0.lastID += 1
            return $0.lastID
        }
    }

    func push(_ command: TransferCommand) {
        state.withLock {
            $0.commands.append(command)
            if $0.multi != 0 { ccurl_multi_wakeup($0.multi) }
        }
    }

    func takeAll() -> [TransferCommand] {
        state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    func start() throws(TransferError) {
        let failure = state.withLock { state in startThread(&state) }
        if let failure { throw failure }
    }

    private func startThread(_ state: inout State) -> TransferError? {
        guard state.multi == 0 else { return nil }
        if let failure = loadLibrary(configuration.library) { return failure }
        let multi = UInt(bitPattern: ccurl_multi_init())
        guard multi != 0, startTransferThread(self, multi: multi) else {
            return .unavailable("The transfer thread could not be started: the machine is out of memory or threads.")
        }
        state.multi = multi
        return nil
    }

    /// Called by the transfer thread when it ends: nobody wakes a handle that is about to go.
    func end() {
        state.withLock { $0.multi = 0 }
    }
}

private func loadLibrary(_ name: String) -> TransferError? {
    var why = [CChar](repeating: 0, count: 256)
    guard !ccurl_load(name, &why, why.count) else { return nil }
    let text = String(decoding: why.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return .unavailable("libcurl cannot be used (\(text)): install the package libcurl4.")
}

private struct ThreadStart {
    let queue: TransferQueue
    let multi: UInt
}

private func startTransferThread(_ queue: TransferQueue, multi: UInt) -> Bool {
    let start = UnsafeMutablePointer<ThreadStart>.allocate(capacity: 1)
    start.initialize(to: ThreadStart(queue: queue, multi: multi))
    var thread = pthread_t()
    guard pthread_create(&thread, nil, transferThread, start) == 0 else {
        start.deinitialize(count: 1)
        start.deallocate()
        return false
    }
    pthread_detach(thread)
    return true
}

private func transferThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let pointer = argument.assumingMemoryBound(to: ThreadStart.self)
    let start = pointer.move()
    pointer.deallocate()
    blockSignals()
    guard let multi = UnsafeMutableRawPointer(bitPattern: start.multi) else { return nil }
    TransferLoop(queue: start.queue, multi: multi).run()
    return nil
}

/// Leaves signals to the program's own threads, but for those that a fault raises here.
private func blockSignals() {
    var set = sigset_t()
    sigfillset(&set)
    for fault in [SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&set, fault) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
}
