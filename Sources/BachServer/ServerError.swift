/// Why the local server could not do what it was asked.
package enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
    case cannotListen(host: String, port: Int, reason: String)
    case unknownHost(String)
    case cannotStart
    case noDataDirectory(path: String, reason: String)
    case dataInUse(path: String)
    case noRenderer(path: String)

    package var description: String {
        switch self {
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host) port \(port): \(reason); choose another --port, or 0 for a free one"
        case .unknownHost(let host):
            "no address of this machine is called '\(host)'; give --host an address such as 127.0.0.1"
        case .cannotStart:
            "libmicrohttpd did not start"
        case .noDataDirectory(let path, let reason):
            "the data directory \(path) cannot be used: \(reason)"
        case .dataInUse(let path):
            "another bach-local uses the data directory \(path): end it, or choose another --data"
        case .noRenderer(let path):
            "\(path) is no program that can be run: check the path of --renderer and its permissions"
        }
    }
}
