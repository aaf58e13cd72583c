import BachAPI
import FoundationEssentials
import RawHTTP
import Scratch
import Testing

/// Each message and each code of the pages, asked for through a socket and compared word for word.
@Suite("Documented answers")
struct DocumentedAnswersTests {
    private static let provocations =
        Provocation.general + Provocation.multiImage + Provocation.elements + Provocation.uploads + codes + klingCodes

    /// The codes that are said in words of their own.
    private static let codes: [Provocation] = [
        .code(.success),
        .code(.sensitiveContent, in: .strict, body: .text2video.with([("prompt", "so forbidden!")])),
        .code(.authenticationFailed, token: .wrong),
        .code(.authorizationMissing, token: .none),
        .code(.tokenNotYetValid, token: .early),
        .code(.tokenExpired, token: .late),
        .code(.notFound, method: "GET", path: "/api/vdr/videos/text2video/660e8400-e29b-41d4-a716-446655440001"),
        .code(.notFound, method: "GET", path: "/api/vdr/status/660e8400-e29b-41d4-a716-446655440001"),
        .code(.notFound, path: "/api/vdr/submit"),
        .code(.batchNotFound, method: "GET", path: "/api/vdr/batch-upload/status/660e8400-e29b-41d4-a716-446655440001"),
        .code(.durationNotInPlan, in: .strict, body: .text2video.with([("duration", 6)])),
        .code(.resolutionNotInPlan, in: .strict, body: .text2video.with([("resolution", "1080p")])),
        .code(.rateLimited, in: .busy),
        .code(.rateLimited, in: .busy, method: "GET", path: "/api/vdr/videos/text2video/x"),
        .code(.internalError, in: .faulty),
        .code(.internalError, in: .broken),
    ]

    private static let klingCodes: [Provocation] = [
        .kling(APICode.Kling.success),
        .kling(APICode.Kling.authenticationFailed, token: .wrong),
        .kling(APICode.Kling.authorizationMissing, token: .none),
        .kling(APICode.Kling.authorizationInvalid, token: .garbage),
        .kling(APICode.Kling.tokenNotYetValid, token: .early),
        .kling(APICode.Kling.tokenExpired, token: .late),
        .kling(APICode.Kling.packUsedUp, in: .withoutCredits),
        .kling(APICode.Kling.noAccess, in: .strict, with: ("duration", "10")),
        .kling(APICode.Kling.invalidParameter, saying: Message.Kling.promptRequired, with: ("prompt", nil)),
        .kling(APICode.Kling.methodNotFound, method: "PUT"),
        .kling(APICode.Kling.notFound, method: "GET", id: "/837474747474747474"),
        .kling(APICode.Kling.contentPolicy, in: .strict, with: ("prompt", "so forbidden!")),
        .kling(APICode.Kling.rateLimited, in: .busy),
        .kling(APICode.Kling.internalError, in: .faulty),
        .kling(APICode.Kling.internalError, in: .broken),
    ]

    /// The codes of Kling's table for which the local server has no cause.
    private static let unsaid = [
        APICode.Kling.account, APICode.Kling.arrears, APICode.Kling.invalidRequest, APICode.Kling.platformPolicy,
        APICode.Kling.concurrency, APICode.Kling.addressRefused, APICode.Kling.maintenance, APICode.Kling.backlog,
    ]

    @Test("are all asked for: every message that a page prints, and every code")
    func complete() {
        let asked = Set(Self.provocations.map(\.subject))
        let printed = Message.documented.map { Provocation.Subject.text($0.template, $0.page) }
        #expect(asked.isSuperset(of: printed), "\(Set(printed).subtracting(asked))")
        let codes = Set(Self.provocations.filter { $0.dialect == .bach }.compactMap { $0.expected?.code })
        #expect(codes == Set(APICode.all(.bach)))
        let kling = Set(Self.klingCodes.compactMap { $0.expected?.code })
        #expect(kling == Set(APICode.all(.kling)).subtracting(Self.unsaid))
    }

    @Test("come word for word, with their status and code, and nothing else", arguments: Provocation.Setting.allCases)
    func answers(setting: Provocation.Setting) async throws {
        let folder = try ScratchFolder()
        try folder.write("forbidden\n", to: "words")
        try folder.write(#"{"durations": [1], "resolutions": ["720p"]}"#, to: "plan")
        let asked = Self.provocations.filter { $0.setting == setting }
        #expect(!asked.isEmpty)
        try await ServerUnderTest.run(in: setting, words: folder.file("words"), plan: folder.file("plan")) { server in
            for request in asked {
                let expected = try #require(request.expected, "\(request.subject) stands in no table")
                let answer = try await server.answer(to: request)
                #expect(answer.status == expected.code.httpStatus, "\(request.subject): \(answer.text)")
                Self.compare(answer, with: expected, request)
            }
        }
    }

    private static func compare(
        _ answer: RawAnswer,
        with expected: (code: APICode, message: String),
        _ request: Provocation
    ) {
        let code = JSONValue.integer(Int64(expected.code.code))
        let message = JSONValue.string(expected.message)
        let place: Comment = "\(request.subject) at \(request.path)"
        let envelope = try? JSONValue(parsing: answer.body)
        guard expected.code.kind != .success else {
            #expect(envelope?["code"] == code && envelope?["message"] == message, place)
            #expect(envelope?["data"]?["task_id"]?.stringValue != nil, place)
            return
        }
        let id = envelope?["request_id"]
        #expect((id?.stringValue).flatMap(UUID.init(uuidString:)) != nil || request.dialect == .bach, place)
        let rest = request.dialect == .bach ? ("data", [:]) : ("request_id", id ?? .null)
        let whole = JSONValue.object(JSONObject([("code", code), ("message", message), rest]))
        #expect(answer.text == whole.text(), place)
    }
}
