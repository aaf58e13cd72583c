package import BachAPI
package import FoundationEssentials

/// An exchange as the ledger keeps it.
package struct RecordedExchange: Equatable, Sendable {
    /// Its place in the record; it never changes, and no other gets it.
    package let number: Int
    /// The task it was for; nil where there is none, as of an upload by hand.
    package let task: ShortID?
    package let exchange: Exchange
    /// How often it came in a row with the same answer, from 1.
    package let count: Int
    /// When it came last.
    package let lastAt: Date

    package init(number: Int, task: ShortID?, exchange: Exchange, count: Int, lastAt: Date) {
        self.number = number
        self.task = task
        self.exchange = exchange
        self.count = count
        self.lastAt = lastAt
    }
}

/// What a list says of an exchange, without its bodies.
package struct ExchangeSummary: Equatable, Sendable {
    package let number: Int
    package let task: ShortID?
    package let kind: Exchange.Kind
    package let method: String
    package let url: String
    package let at: Date
    package let took: Duration
    package let count: Int
    package let lastAt: Date
    /// The HTTP status; nil when no answer came.
    package let status: Int?
    /// The service's code.
    package let code: Int?
    /// What the answer says in a line, or why there is none.
    package let message: String?

    package init(
        number: Int,
        task: ShortID?,
        kind: Exchange.Kind,
        method: String,
        url: String,
        at: Date,
        took: Duration,
        count: Int,
        lastAt: Date,
        status: Int?,
        code: Int?,
        message: String?
    ) {
        self.number = number
        self.task = task
        self.kind = kind
        self.method = method
        self.url = url
        self.at = at
        self.took = took
        self.count = count
        self.lastAt = lastAt
        self.status = status
        self.code = code
        self.message = message
    }

    package init(_ recorded: RecordedExchange) {
        let exchange = recorded.exchange
        self.init(
            number: recorded.number,
            task: recorded.task,
            kind: exchange.kind,
            method: exchange.method,
            url: exchange.url,
            at: exchange.at,
            took: exchange.took,
            count: recorded.count,
            lastAt: recorded.lastAt,
            status: exchange.answer?.status,
            code: exchange.code,
            message: exchange.message
        )
    }

    /// Whether the service did what it was asked for.
    package var isSuccess: Bool { status.map { 200..<300 ~= $0 } == true && [nil, 0, 200].contains(code) }
}

extension Exchange {
    /// How long it took, as people read it: `0.004 s`, `0.31 s`, `12.4 s`.
    package static func span(_ took: Duration) -> String {
        let thousandths = max(0, Int(took / .milliseconds(1)))
        let (places, divisor) = thousandths < 100 ? (3, 1) : thousandths < 10_000 ? (2, 10) : (1, 100)
        let rest = String(thousandths % 1000 / divisor)
        return "\(thousandths / 1000).\(String(repeating: "0", count: places - rest.count))\(rest) s"
    }
}
