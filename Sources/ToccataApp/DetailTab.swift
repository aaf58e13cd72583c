/// What Detail shows of a task.
package enum DetailTab: Int, CaseIterable, Sendable {
    case status, params, events, json, diff

    package var title: String {
        switch self {
        case .status: "Status"
        case .params: "Params"
        case .events: "Events"
        case .json: "JSON"
        case .diff: "Diff"
        }
    }

    func moved(by distance: Int) -> DetailTab {
        let all = DetailTab.allCases
        return all[(rawValue + distance + all.count) % all.count]
    }
}
