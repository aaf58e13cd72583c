/// How far an upload or a download is.
package struct TransferProgress: Equatable, Sendable {
    package var bytes: Int
    /// Nil when the other side did not say.
    package var total: Int?

    package init(bytes: Int, total: Int?) {
        self.bytes = bytes
        self.total = total
    }

    /// From 0 to 100; nil when the whole is not known.
    package var percent: Int? {
        guard let total, total > 0 else { return nil }
        return min(100, max(0, bytes) * 100 / total)
    }
}
