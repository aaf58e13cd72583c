import Dispatch
import Glibc
import Synchronization

/// Lines on their way to a reader that may be slow, or gone, without anybody waiting for it.
///
/// What a reader does not take is dropped from the front, and counted; once it is gone, all is.
package final class LineQueue: Sendable {
    package static let mostWaiting = 1000

    private struct State {
        var waiting: [String] = []
        var dropped = 0
        var isWriting = false
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "lines")
    private let write: @Sendable (String) -> Void
    private let words: @Sendable (Int) -> String

    /// - Parameters:
    ///   - write: Writes one line, and may block.
    ///   - words: The line that stands for so many dropped ones.
    package init(write: @escaping @Sendable (String) -> Void, dropped words: @escaping @Sendable (Int) -> String) {
        self.write = write
        self.words = words
    }

    package func add(_ line: String) {
        let starts = state.withLock { state in
            state.waiting.append(line)
            let excess = max(0, state.waiting.count - Self.mostWaiting)
            state.waiting.removeFirst(excess)
            state.dropped += excess
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if starts { queue.async { self.writeAll() } }
    }

    /// Returns when all is written, or after `patience`, if the reader takes nothing.
    package func finish(patience: Duration) {
        let written = DispatchSemaphore(value: 0)
        queue.async { written.signal() }
        _ = written.wait(timeout: .now() + .milliseconds(Int(patience / .milliseconds(1))))
    }

    private func writeAll() {
        while let line = next() { write(line) }
    }

    private func next() -> String? {
        state.withLock { state in
            if state.dropped > 0 {
                defer { state.dropped = 0 }
                return words(state.dropped)
            }
            guard !state.waiting.isEmpty else {
                state.isWriting = false
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
