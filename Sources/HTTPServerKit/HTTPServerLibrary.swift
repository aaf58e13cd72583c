import CMicroHTTPD

/// libmicrohttpd, which is opened when the first server starts.
enum HTTPServerLibrary {
    /// Opens it, if that has not been done.
    static func load(_ name: String) throws(HTTPServerError) {
        var why = [CChar](repeating: 0, count: 256)
        guard !cmhd_load(name, &why, why.count) else { return }
        let reason = why.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        throw .unavailable(reason: String(decoding: reason, as: UTF8.self))
    }
}
