import BachAPI
import Testing
import ToccataCore

@Suite("Recorded exchange")
struct RecordedExchangeTests {
    @Test(
        "says how long it took with as many places as matter",
        arguments: [
            (0, "0.000 s"), (4, "0.004 s"), (99, "0.099 s"), (312, "0.31 s"), (9_999, "9.99 s"), (61_250, "61.2 s"),
        ]
    )
    func span(milliseconds: Int, text: String) {
        #expect(Exchange.span(.milliseconds(milliseconds)) == text)
    }
}
