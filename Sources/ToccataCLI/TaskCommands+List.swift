import BachAPI
import PlainText
import ToccataConductor
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// What the service knows, beside what Toccata knows of it.
extension TaskCommands {
    func list(_ query: Command.ListQuery) async throws -> Report {
        let tasks = try await conductor.list(
            query.mode,
            page: query.page,
            pageSize: query.pageSize,
            at: workplace.server(for: query.mode)
        )
        var rows: [(task: QueriedTask, known: VideoTask?)] = []
        for task in tasks { rows.append((task, try await known(task))) }
        await finish()
        return Report(
            data: .array(rows.map { Self.json($0.task, $0.known) }),
            lines: rows.isEmpty ? ["The service names no tasks on page \(query.page)."] : Self.table(rows)
        )
    }

    private func known(_ task: QueriedTask) async throws -> VideoTask? {
        for id in [task.taskID, task.externalID].compactMap({ $0 }) {
            guard case .one(let known) = try await workplace.ledger.find(id) else { continue }
            if known.taskID == id || known.externalID == id { return known }
        }
        return nil
    }

    private static func json(_ task: QueriedTask, _ known: VideoTask?) -> JSONValue {
        [
            "task_id": text(task.taskID), "external_task_id": text(task.externalID),
            "status": .string(task.status.rawValue), "message": text(task.message), "video_url": text(task.videoURL),
            "watermark_url": text(task.watermarkURL), "id": text(known?.id.rawValue),
            "state": text(known?.state.rawValue),
        ]
    }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

    private static func table(_ rows: [(task: QueriedTask, known: VideoTask?)]) -> [String] {
        let idWidth = rows.map { $0.task.taskID?.count ?? 1 }.max() ?? 1
        let header = "TASK ID".padded(to: idWidth) + "  STATUS      HERE             EXTERNAL ID"
        return [header]
            + rows.map { task, known in
                let words = [
                    (task.taskID ?? "-").padded(to: idWidth), task.status.rawValue.padded(to: 10),
                    (known.map { "\($0.id) \($0.state.label)" } ?? "-").padded(to: 15), task.externalID ?? "-",
                ]
                return PlainText.line(words.joined(separator: "  "))
            }
            + hints(rows)
    }

    /// How to take up what was lost.
    private static func hints(_ rows: [(task: QueriedTask, known: VideoTask?)]) -> [String] {
        rows.compactMap { task, known in
            guard let known, known.state == .lost, let taskID = task.taskID else { return nil }
            return PlainText.line("\(known.id) is LOST? here: toccata attach \(known.mode.rawValue) \(taskID)")
        }
    }
}
