package import BachAPI
import FoundationEssentials
import PlainText
package import ToccataCore

/// Requests and their answers as `toccata show` gives them.
package enum ExchangeReport {
    /// One element of `exchanges`; every member is always there, what is not known being null.
    package static func json(_ recorded: RecordedExchange) -> JSONValue {
        let exchange = recorded.exchange
        return [
            "kind": .string(exchange.kind.rawValue),
            "method": .string(exchange.method),
            "url": .string(exchange.url),
            "at": .string(TaskReport.time(exchange.at)),
            "took_ms": .integer(Int64(exchange.took / .milliseconds(1))),
            "count": .integer(Int64(recorded.count)),
            "last_at": .string(TaskReport.time(recorded.lastAt)),
            "request": .object(JSONObject(message(exchange.headers, exchange.body))),
            "answer": exchange.answer.map { answer in
                let status = [("status", JSONValue.integer(Int64(answer.status)))]
                return .object(JSONObject(status + message(answer.headers, answer.body)))
            } ?? .null,
            "error": exchange.answer == nil ? .string(exchange.message ?? "") : .null,
        ]
    }

    /// A line for each, below a heading; nothing where there are none.
    package static func lines(_ exchanges: [RecordedExchange]) -> [String] {
        exchanges.isEmpty ? [] : ["", "Requests"] + exchanges.map(line)
    }

    private static func message(_ headers: [Exchange.Field], _ body: KeptBody?) -> [(String, JSONValue)] {
        [
            ("headers", .object(JSONObject(headers.map { ($0.name, .string($0.value)) }))),
            ("body", body.map { $0.json ?? .string($0.text) } ?? .null),
            ("note", body?.note.map(JSONValue.string) ?? .null),
        ]
    }

    private static func line(_ recorded: RecordedExchange) -> String {
        let exchange = recorded.exchange
        let repeated = recorded.count > 1 ? "x\(recorded.count), last \(TaskReport.time(recorded.lastAt))" : nil
        let words = [
            TaskReport.time(exchange.at), exchange.method.padded(to: 4), exchange.kind.rawValue.padded(to: 8),
            exchange.answer.map { "HTTP \($0.status)" } ?? "no answer", Exchange.span(exchange.took),
            exchange.code.map { "code \($0)" }, exchange.message, repeated,
        ]
        return PlainText.line("  " + words.compactMap(\.self).joined(separator: " "))
    }
}
