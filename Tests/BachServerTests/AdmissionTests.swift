import BachAPI
import Scratch
import Testing

@testable import BachServer

@Suite("Admission")
struct AdmissionTests {
    private static let list = "# not allowed\n\nBad\r\nred  wine\nStraße\n暴力\n폭력\n  # more\nc++\n"

    @Test(
        "finds a word whole, in any case and width, and anywhere in scripts without spaces",
        arguments: [
            "bad", "so BAD!", "a bad-tempered man", "bad_word", "ｂａｄ", "b\u{AD}ad", "Red\nWine", "STRAßE",
            "一些暴力場面", "폭력을", "in c++,",
        ]
    )
    func found(text: String) {
        #expect(SensitiveWords(list: Self.list).occur(in: text))
    }

    @Test(
        "leaves everything else alone",
        arguments: [
            "", "badge", "abad", "bad1", "red, wine", "redwine", "not allowed", "more", "#", "暴，力", "c+", "力暴",
        ]
    )
    func notFound(text: String) {
        #expect(!SensitiveWords(list: Self.list).occur(in: text))
    }

    @Test(
        "looks into every text that a create brings",
        arguments: [
            ["prompt": "bad"], ["negative_prompt": "bad"], ["audio_prompt": "bad"], ["name": "bad"],
            ["description": "bad"], ["subject_name": "bad"],
            ["reference_inputs": [["type": "subject", "subject": ["subject_name": "x", "subject_desc": "bad"]]]],
        ] as [JSONValue]
    )
    func texts(body: JSONValue) {
        let admission = Admission(words: SensitiveWords(list: "bad"))

        #expect(admission.refusal(of: .init(body)) == .sensitiveContent)
        #expect(admission.refusal(of: .init(body.with([("enable_moderation", false)]))) == nil)
        #expect(admission.refusal(of: .init(["callback_url": "http://bad/"])) == nil)
    }

    @Test("asks for words, then for the plan's durations, then for its resolutions")
    func order() throws {
        let admission = Admission(
            words: SensitiveWords(list: "bad"),
            plan: try AccountPlan(json: #"{"durations": [5, 6], "resolutions": ["720p"]}"#)
        )
        func refusal(_ prompt: String, _ duration: JSONValue, _ resolution: JSONValue) -> Admission.Refusal? {
            admission.refusal(of: .init(["prompt": .string(prompt), "duration": duration, "resolution": resolution]))
        }

        #expect(refusal("bad", 1, "1080p") == .sensitiveContent)
        #expect(refusal("good", 1, "1080p") == .durationNotInPlan)
        #expect(refusal("good", "10", "720p") == .durationNotInPlan)
        #expect(refusal("good", 6, "1080p") == .resolutionNotInPlan)
        #expect(refusal("good", "5", "720p") == nil)
        #expect(admission.refusal(of: .init(["name": "a subject"])) == nil)
    }

    @Test("without options refuses nothing; with credits refuses when they are used up")
    func credits() {
        #expect(Admission().refusal(of: .init(.text2video)) == nil)
        #expect(Admission().refusal(after: 1_000_000) == nil)
        #expect(Admission(credits: 2).refusal(after: 1) == nil)
        #expect(Admission(credits: 2).refusal(after: 2) == .insufficientCredits)
        #expect(Admission(credits: 0).refusal(after: 0) == .insufficientCredits)
    }

    @Test("lets so many requests through in any minute, and says how long until the next")
    func rate() {
        var limit = RateLimit(count: 2)
        let start = ContinuousClock.now
        func take(_ seconds: Double) -> Duration? { limit.take(at: start + .seconds(seconds)) }

        #expect(take(0) == nil)
        #expect(take(10) == nil)
        #expect(take(10.5) == .seconds(49.5))
        #expect(take(59) == .seconds(1))
        #expect(take(60) == nil, "the first one is a minute ago; refused ones did not count")
        #expect(take(60) == .seconds(10))
        #expect(take(200) == nil)
        #expect(RateLimit.retryAfter(.milliseconds(49_500)) == 50)
        #expect(RateLimit.retryAfter(.milliseconds(1)) == 1)
        #expect(RateLimit.retryAfter(.seconds(10)) == 10)
    }

    @Test(
        "names what is wrong in a file of an option",
        arguments: [
            ("--plan", "durations: 6", "is no JSON object such as"), ("--plan", "[]", "is no JSON object such as"),
            ("--plan", #"{"duration":[6]}"#, "'duration' is not known"),
            ("--plan", #"{"durations":[]}"#, "durations is no list with something in it"),
            ("--plan", #"{"durations":6}"#, "durations is no list with something in it"),
            ("--plan", #"{"durations":["6"]}"#, #""6" in durations is no whole number"#),
            ("--plan", #"{"resolutions":["4k"]}"#, #""4k" in resolutions is not known; there are 720p, 1080p"#),
            ("--sensitive", "# nothing\n", "lists no words"),
        ]
    )
    func brokenFiles(option: String, text: String, problem: String) throws {
        let folder = try ScratchFolder()
        try folder.write(text, to: "file")
        let path = folder.file("file")
        var options = ServerOptions()
        if option == "--plan" { options.plan = path } else { options.sensitive = path }

        let error = #expect(throws: OptionProblem.self) { try Admission(options) }
        #expect(error?.description.hasPrefix("\(option) \(path) ") == true)
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test("says why a file of an option cannot be read")
    func missingFiles() throws {
        let folder = try ScratchFolder()
        var options = ServerOptions()
        options.sensitive = folder.file("words")
        let missing = #expect(throws: OptionProblem.self) { try Admission(options) }
        #expect(missing?.description == "--sensitive \(folder.file("words")) cannot be read: No such file or directory")

        options.sensitive = folder.path
        #expect(throws: OptionProblem.self) { try Admission(options) }
    }
}
