import BachAPI

/// The schemas of answers and callbacks.
struct AnswerSchema {
    /// The code of every success; nil for the one that each page documents.
    let successCode: Int?

    /// Every schema of an answer that has a name.
    var named: [(String, JSONValue)] {
        [
            ("failure", failure), ("kling-failure", klingFailure), ("callback", callback), ("batch", batch),
            ("kling-task", klingTask),
        ] + Family.allCases.filter { $0.dialect == .bach }.map { ("\($0.title).task", task(of: $0)) }
    }

    /// A success of an endpoint with the envelope that it has.
    func success(of operation: Operation) -> JSONValue {
        switch operation {
        case .create(let family) where family.dialect == .kling, .query(let family) where family.dialect == .kling:
            kling(Schema.reference("kling-task"), family)
        case .list(let family): kling(Schema.list(of: Schema.reference("kling-task")), family)
        case .create(let family): bach(created(family), code: family.successCode)
        case .query(let family): bach(Schema.reference("\(family.title).task"), code: family.successCode)
        // A task that has no result yet looks the same in several families.
        case .find: ["anyOf": .array(Family.allCases.map { success(of: .query($0)) })]
        case .uploadFiles, .submitBatch, .batchStatus:
            bach(Schema.reference("batch"), code: APICode.success.code)
        case .health: health
        case .openAPI: ["type": "object"]
        }
    }

    // MARK: Envelopes

    private func bach(_ data: JSONValue, code: Int) -> JSONValue {
        Schema.object(
            [("code", constant(code)), ("message", Schema.text), ("data", data)],
            required: ["code", "message", "data"]
        )
    }

    private func kling(_ data: JSONValue, _ family: Family) -> JSONValue {
        Schema.object(
            [
                ("code", constant(family.successCode)), ("message", Schema.text), ("request_id", Schema.text),
                ("data", data),
            ],
            required: ["code", "message", "request_id", "data"]
        )
    }

    private func constant(_ code: Int) -> JSONValue { ["const": .integer(Int64(successCode ?? code))] }

    private var failure: JSONValue {
        Schema.object(
            [
                ("code", ["type": "integer"]), ("message", Schema.text),
                ("data", ["type": "object", "description": "Always empty"]),
            ],
            required: ["code", "message", "data"]
        )
    }

    private var klingFailure: JSONValue {
        Schema.object(
            [("code", ["type": "integer"]), ("message", Schema.text), ("request_id", Schema.text)],
            required: ["code", "message", "request_id"]
        )
    }

    // MARK: Tasks

    private func created(_ family: Family) -> JSONValue {
        Schema.object(
            [("task_id", Schema.text), (family.createdField, Schema.seconds)],
            required: ["task_id", family.createdField]
        )
    }

    private static let statuses = [TaskStatus.pending, .processing, .succeeded, .failed]

    private func task(of family: Family) -> JSONValue {
        let message: JSONValue = [
            "type": "string", "description": "The state in words; the reason when the task has failed",
        ]
        let result: (String, JSONValue) =
            family.makesVideo
            ? ("video_url", Schema.link)
            : ("split_images", Schema.object(SubjectView.allCases.map { ($0.rawValue, Schema.link) }))
        return Schema.object(
            [
                ("task_id", Schema.text), ("status", Schema.word(Self.statuses.map(\.rawValue))), ("message", message),
                result,
            ],
            required: ["task_id", "status"]
        )
    }

    private var klingTask: JSONValue {
        let video = Schema.object([
            ("id", Schema.text), ("url", Schema.link), ("watermark_url", Schema.link), ("duration", Schema.text),
        ])
        return Schema.object(
            [
                ("task_id", Schema.text),
                ("task_status", Schema.word(Self.statuses.map(KlingTask.word))),
                ("task_status_msg", Schema.text), ("task_info", Schema.object([("external_task_id", Schema.text)])),
                ("task_result", Schema.object([("videos", Schema.list(of: video))])),
                ("watermark_info", Schema.object([("enabled", Schema.flag)])),
                ("final_unit_deduction", Schema.text), ("created_at", Schema.milliseconds),
                ("updated_at", Schema.milliseconds),
            ],
            required: ["task_id", "task_status", "created_at", "updated_at"]
        )
    }

    private var callback: JSONValue {
        Schema.object(
            [
                ("task_id", Schema.text), ("status", Schema.word([TaskStatus.succeeded, .failed].map(\.rawValue))),
                ("video_url", Schema.link), ("message", Schema.text), ("created_at", Schema.seconds),
                ("completed_at", Schema.seconds),
            ],
            required: ["task_id", "status", "created_at", "completed_at"]
        )
    }

    // MARK: The rest

    private var batch: JSONValue {
        let image = Schema.object([
            ("index", Schema.count), ("image_name", ["type": ["string", "null"]]),
            ("status", Schema.word(BatchImage.Status.allCases.map(\.rawValue))),
            ("url", ["type": ["string", "null"], "format": "uri"]), ("error", ["type": ["string", "null"]]),
        ])
        return Schema.object(
            [
                ("batch_id", Schema.text), ("status", Schema.word(BatchStatus.allCases.map(\.rawValue))),
                ("total_count", Schema.count), ("success_count", Schema.count), ("failed_count", Schema.count),
                ("created_at", Schema.seconds), ("images", Schema.list(of: image)),
            ],
            required: ["batch_id", "status", "images"]
        )
    }

    private var health: JSONValue {
        Schema.object(
            [
                ("status", Schema.word(["ok", "failing"])), ("version", Schema.text),
                ("tasks", Schema.object([("waiting", Schema.count), ("running", Schema.count)])),
            ],
            required: ["status", "version"]
        )
    }
}
