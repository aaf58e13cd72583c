import CCrypto

/// Comparison that takes as long for a wrong first byte as for a wrong last one: nobody can guess byte by byte.
enum ConstantTime {
    /// The lengths are no secret.
    static func areEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        left.count == right.count && cc_equal(Array(left), Array(right), left.count)
    }
}

extension Secret {
    /// Whether somebody said this secret.
    package func isEqual(to said: String) -> Bool { ConstantTime.areEqual(exposed.utf8, said.utf8) }
}
