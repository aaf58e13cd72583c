import Glibc
import Synchronization

/// A connection of libmicrohttpd, by address: a pointer may not cross threads in Swift, and this one is only
/// ever handed back to the library that made it.
struct ConnectionHandle: Hashable, Sendable {
    private let address: UInt

    init(_ pointer: OpaquePointer) {
        address = UInt(bitPattern: pointer)
    }

    var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }
}

/// Cuts off senders that are too slow, however steadily they dribble.
///
/// libmicrohttpd only knows an inactivity timeout, which one byte a second never meets. Here each connection has to
/// deliver its request within ``Pace/grace``, plus the time its bytes take at ``Pace/bytesPerSecond``.
final class ConnectionWatch: Sendable {
    struct Pace: Sendable {
        var grace: Duration
        var bytesPerSecond: Int
    }

    private struct Watched {
        var socket: Int32
        var receivingSince: ContinuousClock.Instant?
        var bytes = 0
        var pending: PendingAnswer?
        var isHeld = false
        /// Whether the last look found that the peer had closed its side, with the request incomplete.
        var isAbandoned = false
    }

    private struct Table {
        var connections: [ConnectionHandle: Watched] = [:]
        var isStopping = false
    }

    /// Has a value when a connection was opened since the last one was taken.
    let arrivals: AsyncStream<Void>
    private let arriving: AsyncStream<Void>.Continuation
    private let pace: Pace
    private let table = Mutex(Table())

    init(pace: Pace) {
        self.pace = pace
        (arrivals, arriving) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var hasConnections: Bool { table.withLock { !$0.connections.isEmpty } }

    func opened(_ connection: ConnectionHandle, socket: Int32, at now: ContinuousClock.Instant) {
        table.withLock { $0.connections[connection] = Watched(socket: socket, receivingSince: now) }
        arriving.yield()
    }

    /// The library calls back before it closes the socket, so a socket in the table is always the right one.
    func closed(_ connection: ConnectionHandle) {
        table.withLock { _ = $0.connections.removeValue(forKey: connection) }
    }

    func received(_ connection: ConnectionHandle, bytes: Int) {
        table.withLock { $0.connections[connection]?.bytes += bytes }
    }

    /// The request is complete.
    ///
    /// False if the server is about to stop: then nothing may be suspended any more.
    func answering(_ connection: ConnectionHandle, _ pending: PendingAnswer) -> Bool {
        table.withLock {
            guard !$0.isStopping else { return false }
            $0.connections[connection]?.receivingSince = nil
            $0.connections[connection]?.pending = pending
            return true
        }
    }

    /// One request is over; the time for the next one on the same connection begins.
    func completed(_ connection: ConnectionHandle, at now: ContinuousClock.Instant) {
        table.withLock {
            guard let socket = $0.connections[connection]?.socket else { return }
            $0.connections[connection] = Watched(socket: socket, receivingSince: now)
        }
    }

    /// The request is never to be answered: its connection ends when the peer leaves.
    func hold(_ connection: ConnectionHandle) {
        table.withLock { $0.connections[connection]?.isHeld = true }
    }

    /// Breaks the connection with a RST, at once: closing would say FIN first.
    func reset(_ connection: ConnectionHandle) {
        table.withLock {
            guard let socket = $0.connections[connection]?.socket else { return }
            var nowhere = sockaddr()
            nowhere.sa_family = sa_family_t(AF_UNSPEC)
            connect(socket, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
        }
    }

    func sweep(at now: ContinuousClock.Instant) {
        let abandoned = table.withLock { table in
            for (handle, watched) in table.connections where watched.receivingSince != nil {
                let hasLeft = Self.peerHasLeft(watched.socket)
                table.connections[handle]?.isAbandoned = hasLeft
                // An end that came with the last bytes escapes the library. What it has read it may be at work on
                // still, so the peer must have been gone at the last look too.
                if hasLeft && watched.isAbandoned || isTooSlow(watched, at: now) {
                    shutdown(watched.socket, Int32(SHUT_RDWR))
                }
            }
            return table.connections.values.filter { $0.isHeld && Self.peerHasLeft($0.socket) }.compactMap(\.pending)
        }
        for pending in abandoned { pending.finish(.closed(reset: false)) }
    }

    /// Takes no request any more and returns those that have no answer yet.
    func stop() -> [PendingAnswer] {
        table.withLock {
            $0.isStopping = true
            return $0.connections.values.compactMap(\.pending)
        }
    }

    private func isTooSlow(_ watched: Watched, at now: ContinuousClock.Instant) -> Bool {
        guard let since = watched.receivingSince else { return false }
        return now - since > pace.grace + .seconds(watched.bytes / pace.bytesPerSecond)
    }

    private static func peerHasLeft(_ socket: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
    }
}
