/// How far an upload or a download is, in bytes.
package struct Progress: Equatable, Sendable {
    package var done: Int
    /// Nil when the other side did not say.
    package var total: Int?

    package init(_ done: Int, of total: Int?) {
        self.done = done
        self.total = total
    }

    /// From 0 to 100; nil when the whole is not known.
    package var percent: Int? {
        guard let total, total > 0 else { return nil }
        return min(100, max(0, done) * 100 / total)
    }
}
