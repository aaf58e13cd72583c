package import BachAPI

extension JSONValue {
    /// The requests of several variants of this one: the same with seeds that follow each other.
    ///
    /// A request without a seed has no variants.
    package func variants(_ count: Int) -> [JSONValue] {
        guard case .object(let object) = self, let seed = self["seed"]?.integerValue, count > 1 else { return [self] }
        return (0..<count).map { step in
            var object = object
            object["seed"] = .integer(Int64(seed + step))
            return .object(object)
        }
    }
}
