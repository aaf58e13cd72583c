/// Something that goes wrong on purpose, as `--fault NAME[@KIND][:COUNT|:PROBABILITY]` asks.
package struct Fault: Equatable, Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case rateLimit = "rate-limit"
        case internalError = "internal"
        case html
        case truncate
        case reset
        case lostAck = "lost-ack"
        case stall
        case unknownStatus = "unknown-status"
        case fail
        case noURL = "no-url"
        case expireURL = "expire-url"
        case slow
    }

    /// The requests that faults can hit; all others are left alone.
    package enum Kind: String, CaseIterable, Sendable {
        case create, poll, video
    }

    /// Which of the requests that it concerns a fault hits.
    package enum Reach: Equatable, Sendable {
        case all
        case first(Int)
        case probability(Double)
    }

    package var name: Name
    package var kinds: Set<Kind>
    package var reach: Reach
    /// How long `slow` waits.
    package var delay: Duration?

    /// Reads the value of a `--fault` option.
    ///
    /// - Throws: ``OptionProblem`` with a sentence.
    package init(_ text: String) throws(OptionProblem) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = Name(rawValue: String(names[0])) else {
            let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw OptionProblem("--fault '\(names[0])' is not known; there are \(known)")
        }
        self.name = name
        kinds = name.kinds
        if names.count == 2 {
            guard let kind = Kind(rawValue: String(names[1])), kinds.contains(kind) else {
                throw OptionProblem("--fault \(name.rawValue) cannot hit '\(names[1])'")
            }
            kinds = [kind]
        }
        let value = parts.count == 2 ? String(parts[1]) : nil
        (reach, delay) = try Self.extent(of: name, value)
    }

    private static func extent(of name: Name, _ value: String?) throws(OptionProblem) -> (Reach, Duration?) {
        if name == .slow {
            guard let seconds = value.flatMap({ Double($0) }), seconds >= 0, seconds < 86_400 else {
                throw OptionProblem("--fault slow needs its seconds: slow:2.5")
            }
            return (.all, .seconds(seconds))
        }
        guard let value else { return (.all, nil) }
        if let count = Int(value), count >= 0 { return (.first(count), nil) }
        if let probability = Double(value), (0...1).contains(probability) { return (.probability(probability), nil) }
        throw OptionProblem(
            "--fault \(name.rawValue):\(value): a count such as 2 or a probability such as 0.2 belongs there"
        )
    }
}

extension Fault.Name {
    /// The requests that a fault can hit.
    package var kinds: Set<Fault.Kind> {
        switch self {
        case .rateLimit, .internalError, .html, .truncate, .reset, .lostAck, .stall, .slow: [.create, .poll, .video]
        case .unknownStatus, .noURL: [.poll]
        case .fail: [.create]
        case .expireURL: [.video]
        }
    }

    /// What it does, for `--help`.
    package var explanation: String {
        switch self {
        case .rateLimit: "429, code 1800, Retry-After: 1; nothing is made"
        case .internalError: "500, code 5000; nothing is made"
        case .html: "502 with an HTML page; nothing is made"
        case .truncate: "the answer breaks off in the middle; a create has made its task"
        case .reset: "the connection is reset before an answer; nothing is made"
        case .lostAck: "a create makes its task, then the connection closes without an answer"
        case .stall: "a create makes its task, then no answer ever comes"
        case .unknownStatus: "a poll answers with a status that no page knows"
        case .fail: "the task that a create makes ends as TASK_FAILED"
        case .noURL: "a finished task is shown without video_url"
        case .expireURL: "the video is answered with 403, as an expired link is"
        case .slow: "every answer waits so many seconds"
        }
    }
}
