import CCrypto

/// A running SHA-256 over content that need not fit into memory; pictures are known by it.
package struct ContentHash: ~Copyable {
    private let running: OpaquePointer

    package init() {
        guard let running = cc_sha256_begin() else {
            preconditionFailure("libcrypto has no memory for a SHA-256")
        }
        self.running = running
    }

    deinit { _ = cc_sha256_end(running, nil) }

    package mutating func add(_ bytes: some Collection<UInt8>) {
        let added = Array(bytes).withUnsafeBufferPointer { cc_sha256_add(running, $0.baseAddress, $0.count) }
        precondition(added, "libcrypto refused bytes for a SHA-256")
    }

    /// The hash as 64 lower-case hexadecimal digits; nothing can be added after.
    package consuming func digest() -> String {
        var digest = [UInt8](repeating: 0, count: Int(cc_digest_size))
        let running = running
        discard self
        precondition(cc_sha256_end(running, &digest), "libcrypto refused to end a SHA-256")
        return digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
