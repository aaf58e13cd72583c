package import FoundationEssentials

/// One HTTP request and the limits it runs under.
package struct HTTPRequest: Equatable, Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package enum Body: Equatable, Sendable {
        case none
        case bytes(Data)
        case multipart([Part])
    }

    /// One part of a `multipart/form-data` body.
    package enum Part: Equatable, Sendable {
        case text(name: String, value: String)
        /// A file that is read from disk while it is sent; `type` is its media type, `nil` lets curl choose.
        case file(name: String, path: String, filename: String, type: String?)
    }

    /// Which addresses the request and its redirects may connect to.
    package enum Addresses: Equatable, Sendable {
        case any
        /// No loopback, private, link-local or otherwise special address, checked after the name was
        /// resolved. A proxy set in the environment resolves names itself, so there the check cannot apply.
        case publicOnly
    }

    package var method: Method
    /// Only `http` and `https` are sent, redirects included.
    package var url: String
    package var headers: HTTPHeaders
    package var body: Body
    package var connectTimeout: Duration = .seconds(10)
    /// From start to the last byte; `nil` has no end (use ``stallTimeout``).
    package var timeout: Duration? = .seconds(30)
    /// Ends the transfer when no byte moved in either direction for this long.
    package var stallTimeout: Duration?
    /// Never sends on a connection used before: libcurl repeats a POST by itself when a reused
    /// connection closes before an answer.
    package var freshConnection = false
    /// How many redirects are followed; with 0 the redirect itself is the response.
    package var redirects = 0
    /// The largest body taken, in bytes, into memory or into a file.
    package var largestBody = 16 << 20
    package var addresses = Addresses.any

    package init(_ method: Method, _ url: String, headers: HTTPHeaders = [:], body: Body = .none) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
