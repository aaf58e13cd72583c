import FoundationEssentials
import Synchronization

/// Counts what goes out in an upload, on whatever thread it is told so.
final class UploadMeter: Sendable {
    private struct State {
        var progress: UploadProgress
        /// Bytes of pictures that have landed.
        var landed = 0
        /// All bytes that went out, those of requests that failed included.
        var sent = 0
        var begun: Date?
    }

    private let state: Mutex<State>
    private let now: @Sendable () -> Date
    private let report: @Sendable (UploadProgress) -> Void

    init(pictures: Int, now: @escaping @Sendable () -> Date, report: @escaping @Sendable (UploadProgress) -> Void) {
        state = Mutex(State(progress: UploadProgress(totalPictures: pictures)))
        self.now = now
        self.report = report
    }

    /// So many files were looked at.
    func checked(_ count: Int) {
        tell {
            $0.progress.isChecking = true
            $0.progress.pictures = count
        }
    }

    /// Sending begins; what is known already, or cannot be sent, counts as done.
    func begin(done: Int, bytes: Int) {
        let time = now()
        tell {
            $0.progress.isChecking = false
            $0.progress.pictures = done
            $0.progress.totalBytes = bytes
            $0.begun = time
        }
    }

    /// So many bytes of the request that is on its way have gone out; its heads count only up to `limit`.
    func sending(_ bytes: Int, limit: Int) {
        let time = now()
        tell {
            $0.progress.bytes = min($0.progress.totalBytes, $0.landed + min(bytes, limit))
            guard let begun = $0.begun, time > begun else { return }
            $0.progress.rate = Double($0.sent + bytes) / time.timeIntervalSince(begun)
        }
    }

    /// A request is over, for better or worse.
    func ended(pictures: Int, bytes: Int, sent: Int) {
        tell {
            $0.progress.pictures += pictures
            $0.landed += bytes
            $0.sent += sent
            $0.progress.bytes = $0.landed
        }
    }

    private func tell(_ change: (inout State) -> Void) {
        let progress = state.withLock { state in
            change(&state)
            return state.progress
        }
        report(progress)
    }
}
