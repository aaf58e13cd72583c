import Glibc
import Synchronization

/// What the server's threads share; it outlives the server until the last of them has ended.
final class Listening: Sendable {
    let port: UInt16
    private let listener: Int32
    private let script: LoopbackServer.Script
    private let state = Mutex(State())

    private struct State {
        var requests: [LoopbackServer.Request] = []
        var open: Set<Int32> = []
        var connections = 0
        var isStopped = false
    }

    init(_ script: @escaping LoopbackServer.Script) {
        self.script = script
        (listener, port) = listenOnLoopback()
    }

    var requests: [LoopbackServer.Request] { state.withLock(\.requests) }
    var connections: Int { state.withLock(\.connections) }

    func stop() {
        let open = state.withLock {
            $0.isStopped = true
            return $0.open
        }
        for descriptor in open.union([listener]) { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    func acceptConnections() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            let number: Int? = state.withLock {
                guard !$0.isStopped else { return nil }
                $0.open.insert(descriptor)
                $0.connections += 1
                return $0.connections - 1
            }
            guard let number else {
                Glibc.close(descriptor)
                break
            }
            startThread { self.serve(descriptor, number) }
        }
        Glibc.close(listener)
    }

    private func serve(_ descriptor: Int32, _ number: Int) {
        while let request = RequestReader(descriptor: descriptor, connection: number).next() {
            state.withLock { $0.requests.append(request) }
            guard carryOut(script(request), on: descriptor) else { break }
        }
        state.withLock { _ = $0.open.remove(descriptor) }
        Glibc.close(descriptor)
    }

    /// Answers once; false when the connection is to be closed.
    private func carryOut(_ answer: LoopbackServer.Answer, on descriptor: Int32) -> Bool {
        switch answer {
        case .raw(let text):
            return sendAll(text, to: descriptor)
        case .rawThenClose(let text):
            _ = sendAll(text, to: descriptor)
            return false
        case .close:
            return false
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            return false
        case .hang(let text):
            _ = sendAll(text, to: descriptor)
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
            return false
        }
    }
}
