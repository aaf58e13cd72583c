import BachClient
import FoundationEssentials
import HTTPKit
import Scratch
import Synchronization

/// Changes some of the answers on their way, as a broken proxy or a service in trouble does.
///
/// It never invents a task's id for a create, and never says that a running task has failed: against that nothing can
/// be done here.
final class Lies: Sendable {
    private struct State {
        var chance: Chance
        /// The first answer that each address gave.
        var first: [String: HTTPResponse] = [:]
    }

    private let state: Mutex<State>

    init(seed: UInt64) { state = Mutex(State(chance: Chance(seed: seed))) }

    func told(_ request: HTTPRequest, _ answer: Transport.Answer) -> Transport.Answer {
        guard case .success(let response) = answer else { return answer }
        return state.withLock { state in
            let earlier = state.first[request.url] ?? response
            state.first[request.url] = earlier
            guard state.chance.below(4) == 0 else { return answer }
            Worker.say("fate lie")
            // A look-up by the external id is what a create would have answered.
            let isPoll = request.method == .get && !request.url.contains("/toccata-")
            let all = isPoll ? Self.aboutPolls(earlier) : Self.aboutPosts
            return .success(state.chance.pick(all)(response))
        }
    }

    private typealias Lie = @Sendable (HTTPResponse) -> HTTPResponse

    private static let aboutPosts: [Lie] = [cut, page, empty, noData]

    private static func aboutPolls(_ earlier: HTTPResponse) -> [Lie] {
        [cut, page, empty, noData, another, unknownWord, large, { _ in earlier }]
    }

    private static func cut(_ response: HTTPResponse) -> HTTPResponse {
        with(response, response.body.prefix(response.body.count / 2))
    }

    private static func page(_ response: HTTPResponse) -> HTTPResponse {
        with(response, Data("<html><body>Please sign in to the hotel.</body></html>".utf8))
    }

    private static func empty(_ response: HTTPResponse) -> HTTPResponse { with(response, Data()) }

    private static func noData(_ response: HTTPResponse) -> HTTPResponse {
        with(response, Data(#"{"code":200,"message":"ok","data":null}"#.utf8))
    }

    /// The same about a task of somebody else.
    private static func another(_ response: HTTPResponse) -> HTTPResponse {
        changed(response, "\"task_id\":\"", to: "\"task_id\":\"0")
    }

    private static func unknownWord(_ response: HTTPResponse) -> HTTPResponse {
        changed(response, "TASK_", to: "JOB_")
    }

    private static func large(_ response: HTTPResponse) -> HTTPResponse {
        with(response, Data(repeating: UInt8(ascii: "["), count: 1 << 20))
    }

    private static func changed(_ response: HTTPResponse, _ word: String, to other: String) -> HTTPResponse {
        with(response, Data(String(decoding: response.body, as: UTF8.self).replacing(word, with: other).utf8))
    }

    private static func with(_ response: HTTPResponse, _ body: Data) -> HTTPResponse {
        var response = response
        response.body = Data(body)
        return response
    }
}
