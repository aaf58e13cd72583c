import BachAPI
import PlainText
import Testing

/// `BachAPI` uses no other module, so it has the table of what a terminal must not see a second time.
@Suite("The two tables of what shows nothing")
struct EscapesTests {
    @Test("agree about every scalar of Unicode: JSON has as an escape what the filter takes out")
    func agree() {
        let different = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            let isTakenOut =
                PlainText.isControl(scalar) || PlainText.isInvisible(scalar) || PlainText.isLineBreak(scalar)
                || PlainText.isNoncharacter(scalar)
            return isTakenOut != JSONValue.string(String(Character(scalar))).text().hasPrefix("\"\\")
        }
        // These two have an escape because of what they mean in JSON.
        #expect(different == ["\"", "\\"])
    }
}
