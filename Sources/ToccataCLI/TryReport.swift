import BachAPI
import ToccataCore
import ToccataLedger

/// Each time a task was sent, and what came of that: a task that was sent again has more than one.
enum TryReport {
    private struct Try {
        let sent: RecordedEvent
        /// Nil while its answer is waited for.
        let outcome: RecordedEvent?
    }

    private static func tries(_ events: [RecordedEvent]) -> [Try] {
        events.indices.filter { events[$0].state == .sending }.map { index in
            Try(sent: events[index], outcome: events.dropFirst(index + 1).first { $0.state != .sending })
        }
    }

    static func json(_ events: [RecordedEvent]) -> JSONValue {
        .array(
            tries(events).map { attempt in
                [
                    "sent_at": .string(TaskReport.time(attempt.sent.at)),
                    "state": attempt.outcome.map { .string($0.state.rawValue) } ?? .null,
                    "message": attempt.outcome?.message.map(JSONValue.string) ?? .null,
                ]
            }
        )
    }

    /// `2026-11-26T09:00:00Z LOST?, 2026-11-26T09:31:00Z PEND`; nil for what was sent once at most.
    static func text(_ events: [RecordedEvent]) -> String? {
        let tries = tries(events)
        guard tries.count > 1 else { return nil }
        return tries.map { "\(TaskReport.time($0.sent.at)) \($0.outcome?.state.label ?? "SEND")" }.joined(
            separator: ", "
        )
    }
}
