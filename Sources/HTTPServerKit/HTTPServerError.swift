/// Why a server cannot answer requests.
package enum HTTPServerError: Error, Equatable, Sendable, CustomStringConvertible {
    case cannotListen(host: String, port: Int, reason: String)
    case unknownHost(String)
    /// libmicrohttpd is missing, or none that can be used.
    case unavailable(reason: String)
    case cannotStart

    package var description: String {
        switch self {
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host) port \(port): \(reason); choose another --port, or 0 for a free one"
        case .unknownHost(let host):
            "no address of this machine is called '\(host)'; give --host an address such as 127.0.0.1"
        case .unavailable(let reason):
            "libmicrohttpd cannot be used (\(reason)): install the package libmicrohttpd12"
        case .cannotStart:
            "libmicrohttpd did not start"
        }
    }
}
