import BachAPI
import FoundationEssentials
import SQLiteKit
import ToccataCore

/// One row of `exchanges`, to and from its values.
enum ExchangeRow {
    static let names = [
        "task", "kind", "at", "took", "method", "url", "headers", "body", "body_bytes", "body_note", "status", "code",
        "message", "answer_headers", "answer_body", "answer_bytes", "answer_note",
    ]

    /// The values of ``names``, in that order.
    static func values(_ exchange: Exchange, of task: ShortID?) -> [SQLiteValue] {
        let answer = exchange.answer
        return [
            .init(task?.rawValue), .text(exchange.kind.rawValue), .init(exchange.at),
            .integer(
                exchange.took.components.seconds * 1000 + exchange.took.components.attoseconds / 1_000_000_000_000_000
            ),
            .text(exchange.method), .text(exchange.url), .text(text(exchange.headers)),
        ] + values(exchange.body) + [
            .init(answer?.status), .init(exchange.code), .init(exchange.message),
            .init(answer.map { text($0.headers) }),
        ] + values(answer?.body)
    }

    private static func values(_ body: KeptBody?) -> [SQLiteValue] {
        [.init(body?.text), .init(body?.bytes), .init(body?.note)]
    }

    /// Reads a whole row; nil if it holds what this Toccata has no word for.
    static func exchange(_ row: Row) -> RecordedExchange? {
        guard let summary = summary(row) else { return nil }
        let exchange = Exchange(
            kind: summary.kind,
            at: summary.at,
            took: summary.took,
            method: summary.method,
            url: summary.url,
            headers: fields(row.text("headers")),
            body: body(row, "body", "body_bytes", "body_note"),
            outcome: outcome(row)
        )
        return RecordedExchange(
            number: summary.number,
            task: summary.task,
            exchange: exchange,
            count: summary.count,
            lastAt: summary.lastAt
        )
    }

    /// The columns that ``summary(_:)`` needs.
    static let summaryNames = "number, change, task, kind, at, took, count, last_at, method, url, status, code, message"

    static func summary(_ row: Row) -> ExchangeSummary? {
        guard let number = row.integer("number"), let kind = row.text("kind").flatMap(Exchange.Kind.init),
            let at = row.date("at"), let method = row.text("method"), let url = row.text("url")
        else { return nil }
        return ExchangeSummary(
            number: number,
            task: row.text("task").map(ShortID.init),
            kind: kind,
            method: method,
            url: url,
            at: at,
            took: .milliseconds(row.integer("took") ?? 0),
            count: row.integer("count") ?? 1,
            lastAt: row.date("last_at") ?? at,
            status: row.integer("status"),
            code: row.integer("code"),
            message: row.text("message")
        )
    }

    private static func outcome(_ row: Row) -> Exchange.Outcome {
        guard let status = row.integer("status") else { return .failed(reason: row.text("message") ?? "") }
        let body = body(row, "answer_body", "answer_bytes", "answer_note")
        return .answered(Exchange.Answer(status: status, headers: fields(row.text("answer_headers")), body: body))
    }

    private static func body(_ row: Row, _ text: String, _ bytes: String, _ note: String) -> KeptBody? {
        row.text(text).map { KeptBody(text: $0, bytes: row.integer(bytes) ?? 0, note: row.text(note)) }
    }

    private static func text(_ fields: [Exchange.Field]) -> String {
        fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    }

    private static func fields(_ text: String?) -> [Exchange.Field] {
        (text ?? "").split(separator: "\n").map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return Exchange.Field(String(line[..<colon]), String(line[colon...].dropFirst().drop { $0 == " " }))
        }
    }
}
