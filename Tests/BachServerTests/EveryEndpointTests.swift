import BachAPI
import FoundationEssentials
import RawHTTP
import Testing

@Suite("Every endpoint of the table")
struct EveryEndpointTests {
    @Test("is served, and wants a token where the table says so")
    func served() async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            let task = try await server.create(.textToVideo, .text2video)
            for endpoint in APIEndpoint.all {
                let path = Self.path(endpoint, task: task)
                let body = endpoint.method == .post ? Data("{}".utf8) : nil
                let answer = try await server.send(endpoint.method.rawValue, path, body)
                let code = (try? JSONValue(parsing: answer.body))?["code"]?.integerValue
                let (status, expected) = Self.expected(endpoint.operation)
                #expect(answer.status == status, "\(endpoint.method) \(path): \(answer.text)")
                #expect(expected == nil || code == expected, "\(endpoint.method) \(path): \(answer.text)")

                let bare = try await server.send(endpoint.method.rawValue, path, body, authorization: nil)
                #expect((bare.status == 401) == endpoint.needsToken, "\(endpoint.method) \(path)")
            }
        }
    }

    /// A path whose answer tells that something is there.
    private static func path(_ endpoint: APIEndpoint, task: String) -> String {
        let id =
            switch endpoint.operation {
            case .query(let family): family.dialect == .bach ? "" : "x"
            case .find: task
            default: "x"
            }
        return endpoint.fullPath.replacing(/\{.*\}/, with: id)
    }

    private static func expected(_ operation: BachAPI.Operation) -> (status: Int, code: Int?) {
        switch operation {
        case .create(let family): (400, APICode.invalidParameter.said(in: family.dialect).code)
        // Where nothing is, Bach says 1200 and Kling 1202.
        case .query(let family): family.dialect == .bach ? (400, 1000) : (404, APICode.Kling.notFound.code)
        case .uploadFiles, .submitBatch: (400, APICode.invalidParameter.code)
        case .batchStatus: (404, APICode.batchNotFound.code)
        case .list, .find, .health, .openAPI: (200, nil)
        }
    }
}
