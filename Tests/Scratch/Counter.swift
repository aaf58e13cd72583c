import Synchronization

/// Numbers from 0 on, for tests that run on several threads.
package final class Counter: Sendable {
    private let count = Mutex(0)

    package init() {}

    package func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
