/// Words that nobody can guess.
enum SecretWord {
    /// Lower-case letters and digits from the system's random numbers, a little over five bits each.
    static func make(_ length: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
    }
}
