package import BachAPI

extension VideoTask {
    /// Its request for a task of its own: another seed, no sender's id, and files where links stand for them.
    package func requestAnew(seed: Int, paths: [String: String] = [:]) -> JSONValue {
        guard case .object(var object) = LocalPictures.replacing(links: paths, in: request) else { return request }
        if mode.hasSeedAndSound { object["seed"] = .integer(Int64(seed)) }
        object[ExternalID.field] = nil
        return .object(object)
    }
}
