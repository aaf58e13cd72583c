import FoundationEssentials

/// Bearer tokens, as anybody may send them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzToken(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let token = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    _ = Token.issuer(of: token)
    let secret = { (key: String) in key == "ak-test" ? "sk-test" : nil }
    let signed = token.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(separator: ".")
    if case .success = Token.verify(token, secretKey: secret, now: 1_000_000) {
        expect(known.contains(signed), "only what was signed is taken")
    }
    return 0
}

private let known: Set<String> = [
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJhay10ZXN0IiwibmJmIjo5OTk5OTUsImV4cCI6MTg2NDAwMH0"
]
