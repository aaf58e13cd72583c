import BachAPI
import BachServer
import FoundationEssentials
import RawHTTP

/// A request that makes the local server give one documented answer.
struct Provocation: Sendable {
    /// How the server is started, or what was done to it, before the request.
    enum Setting: CaseIterable, Sendable {
        case plain, march2026
        /// A list of words, and a plan for one second at 720p.
        case strict
        case withoutCredits
        /// A rate limit that is used up.
        case busy
        case faulty
        /// Without its table of tasks.
        case broken
    }

    enum Token: Sendable { case good, none, garbage, wrong, early, late }

    /// What is said, and by which page.
    enum Subject: Hashable, Sendable {
        case text(String, Page)
        case code(Int, Dialect)
    }

    let subject: Subject
    /// What is said with a code that has no words of its own.
    var message: String?
    /// What stands in the places of `{n}` and the like.
    var values: [String: String] = [:]
    var setting = Setting.plain
    var token = Token.good
    var method = "POST"
    /// From the server's root.
    let path: String
    var body = Data()
    var headers: [String: String] = [:]

    var dialect: Dialect {
        if case .code(_, let dialect) = subject { dialect } else { .bach }
    }

    /// The answer's code and message, by the tables.
    var expected: (code: APICode, message: String)? {
        switch subject {
        case .code(let number, let dialect): return APICode.of(number, dialect).map { ($0, message ?? $0.meaning) }
        case .text(let template, let page):
            guard let text = Message.documented.first(where: { $0.template == template && $0.page == page }) else {
                return nil
            }
            switch text.fate {
            case .said, .saidInMarch2026: return (text.code, filled(template))
            case .replaced(let other, _): return (text.code, filled(other))
            case .needless: return (.success, APICode.success.meaning)
            }
        }
    }

    private func filled(_ template: String) -> String {
        values.reduce(template) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

extension Provocation {
    /// A create of this family.
    static func create(
        _ template: String,
        with values: [String: String] = [:],
        page: Page = .generalInformation,
        in setting: Setting = .plain,
        _ family: Family,
        _ body: JSONValue
    ) -> Provocation {
        Provocation(
            subject: .text(template, page),
            values: values,
            setting: setting,
            path: APIEndpoint.base + family.path,
            body: body.data
        )
    }

    /// A request that is answered with a code in its own words.
    static func code(
        _ code: APICode,
        in setting: Setting = .plain,
        token: Token = .good,
        method: String = "POST",
        path: String = "/api/vdr/videos/text2video",
        body: JSONValue = .text2video
    ) -> Provocation {
        Provocation(
            subject: .code(code.code, .bach),
            setting: setting,
            token: token,
            method: method,
            path: path,
            body: method == "POST" ? body.data : Data()
        )
    }
}

extension Provocation {
    private static let kling = APIEndpoint.base + Family.multiImageToVideo.path

    /// The same in Kling's dialect, whose page prints no messages.
    static func kling(
        _ code: APICode,
        in setting: Setting = .plain,
        saying message: String? = nil,
        token: Token = .good,
        method: String = "POST",
        id: String = "",
        with changes: (String, JSONValue?)...
    ) -> Provocation {
        let body: JSONValue = ["image_list": [["image": "http://127.0.0.1:1/a.png"]], "prompt": "they meet"]
        return Provocation(
            subject: .code(code.code, .kling),
            message: message,
            setting: setting,
            token: token,
            method: method,
            path: kling + id,
            body: method == "POST" ? body.with(changes).data : Data()
        )
    }
}

extension ServerUnderTest {
    /// Runs a server in which a setting holds.
    static func run(
        in setting: Provocation.Setting,
        words: String,
        plan: String,
        _ use: @escaping @Sendable (ServerUnderTest) async throws -> Void
    ) async throws {
        try await run(
            speed: 1,
            faults: setting == .faulty ? ["internal"] : [],
            limits: setting == .march2026 ? .march2026 : .current,
            options: { options in
                options.sensitive = setting == .strict ? words : nil
                options.plan = setting == .strict ? plan : nil
                options.credits = setting == .withoutCredits ? 0 : nil
                options.rateLimit = setting == .busy ? 1 : nil
            }
        ) { server in
            if setting == .busy { _ = try await server.send("GET", "/api/vdr/videos/text2video/x") }
            if setting == .broken { try server.dropTasks() }
            try await use(server)
        }
    }

    func answer(to request: Provocation) async throws -> RawAnswer {
        try await send(
            request.method,
            request.path,
            request.body.isEmpty ? nil : request.body,
            headers: request.headers,
            authorization: Self.authorization(request.token)
        )
    }

    private static func authorization(_ kind: Provocation.Token) -> String? {
        let now = Int(Date().timeIntervalSince1970)
        return switch kind {
        case .none: nil
        case .garbage: "Bearer x.y.z"
        case .good: "Bearer " + token
        case .wrong: "Bearer " + Token.sign(accessKey: accessKey, secretKey: "wrong", now: now)
        case .early: "Bearer " + Token.sign(accessKey: accessKey, secretKey: secretKey, now: now + 60)
        case .late: "Bearer " + Token.sign(accessKey: accessKey, secretKey: secretKey, now: now - Token.life - 1)
        }
    }
}
