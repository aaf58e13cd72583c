import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit

extension ReferencePage {
    static var codes: String {
        """
        ## Codes

        What `toccata` does is what its decisions say when they are given the answer: *on a create* is `CreateOutcome`,
        *on a question* `QueryOutcome`, *on an upload* `UploadOutcome`. A documented code in an answer with HTTP 200
        counts as if it had come with its own status. Where no page prints a message, `bach-local` says the meaning.
        The exit codes are those of `toccata submit --wait`.

        \(table(.bach))

        1302's message is the endpoint pages'; the general page says "Insufficient credits".

        ### Codes of multi-image2video

        The numbers are the same, the meanings are not. They are Kling's, whose page this endpoint's is a part of.
        Whatever here is `LOST?` or may have been made is asked for by its `external_task_id` first: what is found goes on,
        and 1201 about an `external_task_id` of ours means that the task is there.

        \(table(.kling))

        ### Other answers

        \(oddities)
        """
    }

    private static func table(_ dialect: Dialect) -> String {
        var table = MarkdownTable("HTTP", "Code", "Meaning", "Advice", "On a create", "On a question", "On an upload")
        for code in APICode.all(dialect) {
            let answer = answer(code, dialect)
            table.add(
                "\(code.httpStatus)",
                "\(code.code)",
                code.meaning,
                code.advice,
                create(answer, code, dialect),
                question(answer, code, dialect),
                dialect == .bach ? upload(answer, code) : "–"
            )
        }
        return table.text
    }

    private static func answer(_ code: APICode, _ dialect: Dialect) -> Transport.Answer {
        let status = dialect == .kling ? "task_status" : "status"
        let data: JSONValue = code.kind == .success ? ["task_id": "t", .init(status): "TASK_PENDING"] : [:]
        return response(code.httpStatus, ["code": .integer(Int64(code.code)), "message": "m", "data": data])
    }

    private static func response(_ status: Int, _ body: JSONValue, _ headers: HTTPHeaders = [:]) -> Transport.Answer {
        .success(HTTPResponse(status: status, headers: headers, body: body.data))
    }

    // MARK: - Decisions in words

    private static let now = Date(timeIntervalSince1970: 0)

    private static func isSignedAgain(_ code: APICode?) -> Bool {
        [.tokenNotYetValid, .tokenExpired].contains(code?.kind)
    }

    private static func create(
        _ answer: Transport.Answer,
        _ code: APICode? = nil,
        _ dialect: Dialect = .bach
    ) -> String {
        let held = code?.concernsEveryRequest == true ? "; nothing more is sent until a person says so" : ""
        let first = isSignedAgain(code) ? "signed again once, then " : ""
        switch CreateOutcome(from: answer, dialect: dialect, now: now) {
        case .created: return "made"
        case .retry, .throttled: return "surely not made: sent again later; exit 5 if it never goes"
        case .refused: return first + "failed, exit 4" + held
        case .mayHaveBeenMade: return "failed, exit 4, may have been made: sent again only by hand"
        case .lost: return "`LOST?`, exit 7: only a person decides"
        }
    }

    private static func question(
        _ answer: Transport.Answer,
        _ code: APICode? = nil,
        _ dialect: Dialect = .bach
    ) -> String {
        let first = isSignedAgain(code) ? "signed again once, then " : ""
        switch QueryOutcome(from: answer, dialect: dialect, now: now) {
        case .answered: return "the task is as it says"
        case .notFound: return "gone, exit 4, when it is said three times in a row"
        case .throttled: return "asked again later, and less often"
        case .failed: return "asked again; the task stays as it was"
        case .refused: return first + "the task stays as it was, exit 4"
        }
    }

    private static func upload(_ answer: Transport.Answer, _ code: APICode? = nil) -> String {
        if code?.kind == .success { return "each picture has its URL" }
        let first = isSignedAgain(code) ? "signed again once, then " : ""
        switch UploadOutcome(from: answer, pictures: [LocalPicture(path: "/a.png")], now: now) {
        case .finished: return "each picture has its URL"
        case .underWay: return "asked about until it is finished"
        case .trouble(.unreachable), .trouble(.throttled): return "sent again later"
        case .trouble: return first + "failed; no task is sent"
        }
    }

    private static var oddities: String {
        let cases: [(String, Transport.Answer)] = [
            ("no connection: name, address, TLS", .failure(.notConnected("refused"))),
            ("no answer in time", .failure(.timedOut(mayHaveBeenSent: true))),
            ("the connection broke off", .failure(.broken("reset"))),
            ("a page of HTML, HTTP 502", .success(HTTPResponse(status: 502, body: Data("<html>".utf8)))),
            ("a page of HTML, HTTP 429", .success(HTTPResponse(status: 429, body: Data("<html>".utf8)))),
            ("a redirect", .success(HTTPResponse(status: 302))),
            ("a success without the field that matters", response(200, ["code": 200, "data": [:]])),
            ("an unknown code, HTTP 200", response(200, ["code": 4711, "message": "m"])),
            ("an unknown code, HTTP 400", response(400, ["code": 4711, "message": "m"])),
            ("an unknown status", response(200, ["data": ["task_id": "t", "status": "TASK_REVIEWING"]])),
        ]
        var table = MarkdownTable("Answer", "On a create", "On a question", "On an upload")
        for (name, answer) in cases { table.add(name, create(answer), question(answer), upload(answer)) }
        return table.text
    }
}
