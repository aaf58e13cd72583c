package import FoundationEssentials

/// What a server answered: any status at all, also 4xx and 5xx.
package struct HTTPResponse: Equatable, Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    /// Empty when a successful body went to a file.
    package var body: Data
    /// The address that answered, after redirects.
    package var url: String

    package init(status: Int, headers: HTTPHeaders = [:], body: Data = Data(), url: String = "") {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
    }
}
