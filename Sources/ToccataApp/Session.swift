package import BachAPI
import ToccataCore

/// Where a person was in the console, to be there again the next time; the draft is recorded for itself.
package struct Session: Equatable, Sendable {
    /// What of a list is shown.
    package struct List: Equatable, Sendable {
        var selected: ShortID?
        var top = 0
        var filter = ""
        var order = TaskOrder.newest
        /// The groups that are one row each.
        var folds: Set<ShortID> = []
    }

    var screen = Screen.queue
    var queue = List()
    var library = List()
    /// The first row of the whole Detail; nil while it is not open.
    var detailTop: Int?
    var tab = DetailTab.status

    package init() {}

    package var json: JSONValue {
        [
            "screen": .integer(Int64(screen.rawValue)), "queue": queue.json, "library": library.json,
            "detail_top": detailTop.map { .integer(Int64($0)) } ?? .null, "tab": .integer(Int64(tab.rawValue)),
        ]
    }

    /// What is missing or strange is as in a console that was never opened.
    package init(json: JSONValue) {
        screen = json["screen"]?.integerValue.flatMap(Screen.init) ?? .queue
        queue = List(json: json["queue"] ?? .null)
        library = List(json: json["library"] ?? .null)
        detailTop = json["detail_top"]?.integerValue.map { max(0, $0) }
        tab = json["tab"]?.integerValue.flatMap(DetailTab.init) ?? .status
    }
}

extension Session.List {
    fileprivate var json: JSONValue {
        [
            "selected": selected.map { .string($0.rawValue) } ?? .null, "top": .integer(Int64(top)),
            "filter": .string(filter), "order": .string(order.rawValue),
            "folds": .array(folds.map(\.rawValue).sorted().map { .string($0) }),
        ]
    }

    fileprivate init(json: JSONValue) {
        selected = json["selected"]?.stringValue.map(ShortID.init)
        top = max(0, json["top"]?.integerValue ?? 0)
        filter = json["filter"]?.stringValue ?? ""
        order = json["order"]?.stringValue.flatMap(TaskOrder.init) ?? .newest
        folds = Set((json["folds"]?.arrayValue ?? []).compactMap(\.stringValue).map(ShortID.init))
    }
}
