/// Whether a header says once and clearly where the body after it ends (RFC 9112, section 6).
///
/// Two readers of one connection that disagree about that can be made to take a part of a body for the next
/// request, so what leaves a choice is refused and its connection closed.
enum RequestFraming {
    /// The HTTP status that a header is refused with; nil for a good one.
    ///
    /// - Parameter headers: As they came, names in lower case.
    static func refusal(_ headers: [(name: String, value: String)]) -> Int? {
        let lengths = headers.filter { $0.name == "content-length" }
        let encodings = headers.filter { $0.name == "transfer-encoding" }
        let isUnique = single.allSatisfy { name in headers.count { $0.name == name } <= 1 }
        guard isUnique, headers.allSatisfy({ isName($0.name) }), lengths.isEmpty || encodings.isEmpty,
            encodings.allSatisfy({ $0.value.lowercased() == "chunked" })
        else { return 400 }
        // The library knows lengths that are none, but takes the largest of its own type for "unknown".
        return lengths.allSatisfy { Int($0.value) != nil } ? nil : 413
    }

    private static let single = ["content-length", "transfer-encoding", "host", "authorization"]

    /// A white space before the colon makes another name of it for some readers.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
