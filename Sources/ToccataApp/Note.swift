package import FoundationEssentials

/// A notice with its time, as the log keeps it.
package struct Note: Equatable, Sendable {
    package var time: Date
    package var notice: Notice

    package init(_ notice: Notice, at time: Date) {
        self.notice = notice
        self.time = time
    }
}
