import BachAPI
import PlainText
import ToccataRuntime

/// `toccata doctor`: what works on this machine, and what to do about the rest.
enum DoctorCommand {
    static func run(_ context: CommandContext) async -> Report {
        report(await Doctor(environment: context.environment, dependencies: context.dependencies).look())
    }

    static func report(_ findings: [Finding]) -> Report {
        var bad: [String] = []
        for finding in findings where finding.verdict.isBad && !bad.contains(finding.topic) {
            bad.append(finding.topic)
        }
        return Report(
            findings.map { ExitCode($0.verdict) }.max() ?? .done,
            data: .array(findings.map(row)),
            lines: findings.flatMap(lines),
            failure: bad.isEmpty ? nil : .init("Not in order: \(bad.joined(separator: ", ")).")
        )
    }

    private static func row(_ finding: Finding) -> JSONValue {
        [
            "verdict": .string(finding.verdict.rawValue),
            "topic": .string(finding.topic),
            "text": .string(finding.text),
            "advice": finding.advice.map(JSONValue.string) ?? .null,
        ]
    }

    private static func lines(_ finding: Finding) -> [String] {
        let first =
            finding.verdict.rawValue.padded(to: 10) + finding.topic.padded(to: 12) + PlainText.line(finding.text)
        let advice = finding.advice.map { String(repeating: " ", count: 22) + PlainText.line($0) }
        return [first] + [advice].compactMap(\.self)
    }
}

extension ExitCode {
    fileprivate init(_ verdict: Finding.Verdict) {
        switch verdict {
        case .ok, .warning: self = .done
        case .wrong: self = .usage
        case .refused: self = .refused
        case .unreached: self = .unreachable
        }
    }
}
