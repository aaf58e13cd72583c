import BachAPI

/// Which part of a list of tasks is asked for.
struct TaskPage: Equatable, Sendable {
    /// Counted from 1.
    var number: Int
    /// How many tasks a page has.
    var size: Int

    /// What is wrong with a query for a page, in the words of its dialect.
    struct Problem: Error, Equatable {
        let message: String
    }

    /// Reads `pageNum` and `pageSize`; an empty one counts as absent.
    init(_ query: [String: String], _ limits: MultiImageLimits) throws(Problem) {
        number = try Self.number(query["pageNum"], 1, limits.pageNumbers, Message.Kling.pageNumber)
        size = try Self.number(query["pageSize"], limits.pageSize, limits.pageSizes, Message.Kling.pageSize)
    }

    private static func number(
        _ text: String?,
        _ fallback: Int,
        _ range: ClosedRange<Int>,
        _ message: String
    ) throws(Problem) -> Int {
        guard let text, !text.isEmpty else { return fallback }
        guard let number = Int(text), range.contains(number) else { throw Problem(message: message) }
        return number
    }
}
