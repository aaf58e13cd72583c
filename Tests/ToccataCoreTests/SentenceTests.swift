import Testing
import ToccataCore

@Suite("Sentences")
struct SentenceTests {
    @Test(
        "get the end that they lack",
        arguments: [
            ("Rate limit exceeded", "Rate limit exceeded."), ("No.", "No."), ("Why? ", "Why? "), ("请稍候。", "请稍候。"),
            ("", ""),
        ]
    )
    func ended(text: String, expected: String) {
        #expect(Sentence.ended(text) == expected)
    }
}
