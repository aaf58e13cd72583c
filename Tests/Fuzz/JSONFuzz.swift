import FoundationEssentials

/// The JSON entry point: parsing, the rules of every kind of task, and the writer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let data = Data(bytes: bytes, count: count)
    let answer = try? JSONValue(parsing: data, .answer)
    if let request = try? JSONValue(parsing: data, .request) {
        expect(answer == request, "what a request takes, an answer takes alike")
        checkRules(request)
        checkText(request, .request)
    }
    if let answer { checkText(answer, .answer) }
    return 0
}

private func checkText(_ value: JSONValue, _ bounds: JSONBounds) {
    for layout in [JSONValue.Layout.compact, .indented] {
        let text = value.text(layout)
        let again = try? JSONValue(parsing: text, bounds)
        expect(again == value, "what is written reads the same")
        expect(again?.text(layout).unicodeScalars.count == text.unicodeScalars.count, "and is written the same")
        expect(
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) || $0 == "\n" },
            "no control is written raw"
        )
    }
}

private func checkRules(_ body: JSONValue) {
    for family in Family.allCases {
        for limits in [Limits.current, .march2026] {
            let problems = RequestRules.problems(in: body, family: family, limits: limits)
            expect(problems.allSatisfy { !$0.message.isEmpty }, "every problem has its words")
            expect(body.objectValue != nil || !problems.isEmpty, "only an object is a request")
        }
    }
    for family in Family.allCases { _ = VideoRequest(family: family, body: body) }
    _ = try? BatchSubmission(body)
    for index in 0..<2 { _ = ReferenceRules.problems(in: body, at: index) }
}
