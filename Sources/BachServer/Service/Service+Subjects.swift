import BachAPI
import HTTPServerKit

extension Service {
    /// The four pictures of a finished subject, by view; no page gives the names, they are ours.
    func stills(of task: TaskRecord, root: String) -> JSONValue {
        let links = SubjectView.allCases.map { view in
            (view.rawValue, JSONValue.string("\(root)/subjects/\(task.id)/\(view.file)"))
        }
        return .object(JSONObject(links))
    }

    func still(task: String, name: String) -> ServerResponse {
        guard faults.strike(.video, among: [.expireURL]) == nil else {
            return .text(403, "This link has expired.\n")
        }
        guard let path = ServedPictures(folders: folders).path(task: task, still: name) else {
            return Envelope.failure(.notFound)
        }
        return served(path)
    }
}
