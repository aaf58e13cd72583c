package import FoundationEssentials

extension HTTPResponse {
    /// The server's clock, from the `Date` header.
    package var date: Date? { headers["Date"].flatMap(Self.date(from:)) }

    /// How long the server asks to be left alone, from `Retry-After`: seconds, or a time by the server's clock.
    ///
    /// - Parameter now: Stands in for the server's clock when it sent no `Date`.
    package func retryAfter(now: Date) -> Duration? {
        guard let value = headers["Retry-After"] else { return nil }
        if let seconds = Self.seconds(value) { return seconds < 0 ? nil : .seconds(min(seconds, 86_400)) }
        guard let time = Self.date(from: value) else { return nil }
        return .seconds(min(86_400, max(0, time.timeIntervalSince(date ?? now))))
    }

    /// A whole number; one that no `Int` holds counts as the largest.
    private static func seconds(_ value: String) -> Int? {
        let isNumber = !value.isEmpty && value.utf8.allSatisfy { 0x30...0x39 ~= $0 }
        return Int(value) ?? (isNumber ? Int.max : nil)
    }

    /// Reads the one form of date that servers may send, `Sat, 21 Nov 2026 00:36:24 GMT` (RFC 9110, 5.6.7).
    package static func date(from text: String) -> Date? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == ":" })
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard words.count == 8, words[7] == "GMT", let month = months.firstIndex(of: String(words[2])),
            let day = Int(words[1]), let year = Int(words[3]), let hour = Int(words[4]), let minute = Int(words[5]),
            let second = Int(words[6]), 1970...9999 ~= year, 1...31 ~= day, 0...23 ~= hour, 0...59 ~= minute,
            0...60 ~= second
        else { return nil }
        let seconds = days(year, month + 1, day) * 86_400 + hour * 3600 + minute * 60 + second
        return Date(timeIntervalSince1970: Double(seconds))
    }

    /// Days since 1970 in the Gregorian calendar, years beginning in March so that the leap day is their last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month > 2 ? year : year - 1
        let m = month > 2 ? month - 3 : month + 9
        return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719_468
    }
}
