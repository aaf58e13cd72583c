package import BachAPI

/// The id that Toccata gives a task before it is sent, where the dialect has such: the service can be asked by it when
/// the answer to the create was lost, and refuses to make a second task of the same id.
package enum ExternalID {
    /// The name of its field in a request.
    package static let field = "external_task_id"

    /// Unique without asking anybody: Toccata's own id, then 20 letters and digits by chance.
    package static func make(for id: ShortID, random: (ClosedRange<Int>) -> Int) -> String {
        let all = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return beginning(for: id) + String((1...20).map { _ in all[random(0...(all.count - 1))] })
    }

    static func beginning(for id: ShortID) -> String { "toccata-\(id)-" }

    /// The body with an id of Toccata's where its author gave none; bodies of other dialects stay as they are.
    package static func added(
        to body: JSONValue,
        mode: Mode,
        id: ShortID,
        random: (ClosedRange<Int>) -> Int
    ) -> JSONValue {
        guard mode.dialect == .kling, case .object(var object) = body, isAbsent(object[field]) else { return body }
        object[field] = .string(make(for: id, random: random))
        return .object(object)
    }

    /// A null and an empty text count as absent, as everywhere in a body.
    private static func isAbsent(_ value: JSONValue?) -> Bool {
        guard let value else { return true }
        return value.isNull || value == .string("")
    }
}

extension VideoTask {
    /// The id of the sender's own by which the service can be asked, too; nil where there is none.
    package var externalID: String? {
        guard mode.dialect == .kling, let id = request[ExternalID.field]?.stringValue, !id.isEmpty else { return nil }
        return id
    }

    /// Whether nobody else can have given a task this external id.
    package var hasExternalIDOfOurs: Bool { externalID?.hasPrefix(ExternalID.beginning(for: id)) == true }

    /// Whether the service is to be asked by the external id what became of the task.
    ///
    /// No longer after ``patience`` answers that there is no such task; then a person decides.
    package var awaitsLookUp: Bool { state == .lost && externalID != nil && notFoundCount < Self.patience }
}
