import CCurl

/// The transfer thread's own state: every libcurl handle lives and dies here.
///
/// It sleeps in `curl_multi_poll` until a socket, one of curl's timers, a stall deadline or a command
/// wakes it; with nothing running there are no wake-ups.
final class TransferLoop {
    private let queue: TransferQueue
    private let multi: UnsafeMutableRawPointer
    private var transfers: [UInt64: Transfer] = [:]
    private var stopping = false

    init(queue: TransferQueue, multi: UnsafeMutableRawPointer) {
        self.queue = queue
        self.multi = multi
    }

    func run() {
        while true {
            for command in queue.takeAll() { obey(command) }
            if stopping { break }
            ccurl_multi_perform(multi)
            collectFinished()
            for transfer in transfers.values { transfer.reportUpload() }
            endStalled()
            ccurl_multi_wait(multi, waitInMilliseconds())
        }
        for transfer in transfers.values { finish(transfer, .failure(.cancelled)) }
        queue.end()
        ccurl_multi_cleanup(multi)
    }

    private func obey(_ command: TransferCommand) {
        switch command {
        case .start(let order): start(order)
        case .cancel(let id):
            if let transfer = transfers[id] { finish(transfer, .failure(.cancelled)) }
        case .stop: stopping = true
        }
    }

    private func start(_ order: TransferOrder) {
        do throws(TransferError) {
            let transfer = try Transfer(order, configuration: queue.configuration)
            transfers[order.id] = transfer
            ccurl_multi_add(multi, transfer.easy)
        } catch {
            order.finish(.failure(error))
        }
    }

    private func collectFinished() {
        var code = CURLE_OK
        while let easy = ccurl_multi_next_done(multi, &code) {
            guard let transfer = transfers.values.first(where: { $0.easy == easy }) else { continue }
            finish(transfer, transfer.result(code))
        }
    }

    private func endStalled() {
        let now = ContinuousClock.now
        for transfer in transfers.values where transfer.hasStalled(at: now) {
            finish(transfer, .failure(transfer.isConnected ? .stalled : .timedOut(mayHaveBeenSent: false)))
        }
    }

    private func finish(_ transfer: Transfer, _ result: Result<HTTPResponse, TransferError>) {
        ccurl_multi_remove(multi, transfer.easy)
        transfers[transfer.order.id] = nil
        transfer.order.finish(result)
    }

    private func waitInMilliseconds() -> Int32 {
        let day: Int32 = 86_400_000
        guard let deadline = transfers.values.compactMap(\.stallDeadline).min() else { return day }
        return min(day, max(1, (deadline - ContinuousClock.now).milliseconds))
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, as curl takes them.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        let rounded = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue + rounded)
    }
}
