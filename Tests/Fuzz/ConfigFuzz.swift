import FoundationEssentials

/// A configuration file of any bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConfig(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    var reader = ConfigFileReader(path: "config.yaml")
    let file = reader.read(Data(bytes: bytes, count: count))
    for notice in file.notices { expect(!notice.message.isEmpty, "a notice says something") }
    if let period = file.pollInterval { expect((.seconds(1) ... .seconds(3600)).contains(period), "a period is one") }
    if let grace = file.grace { expect((.zero ... .seconds(60)).contains(grace), "a grace period is short") }
    if let most = file.mostRunning { expect(most > 0, "something may run") }
    for environment in [[:], ["BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]] {
        // What it throws is a sentence for people.
        guard let made = try? Configuration(environment: environment, flags: .init(), file: file) else { continue }
        if case .remote(let url, _) = made.plan { expect(url.lowercased().hasPrefix("http"), "only the web") }
    }
    return 0
}
