/// An open file that takes the body of a 2xx answer, under the eyes of whoever opened it.
package struct BodyFile: Sendable {
    /// Open for writing; it stays open, and holds what came when an error is thrown.
    package let descriptor: Int32
    /// Told the head of the answer before its first byte is written; false ends the transfer as
    /// ``TransferError/declined``.
    package let accepts: @Sendable (HTTPResponse) -> Bool
    /// Asked now and then as the file grows; false ends the transfer in the same way.
    package let mayGrow: @Sendable () -> Bool

    package init(
        _ descriptor: Int32,
        accepts: @escaping @Sendable (HTTPResponse) -> Bool = { _ in true },
        mayGrow: @escaping @Sendable () -> Bool = { true }
    ) {
        self.descriptor = descriptor
        self.accepts = accepts
        self.mayGrow = mayGrow
    }
}
