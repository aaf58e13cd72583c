/// A way of speaking: field names, statuses, time unit, and what an error number means.
///
/// The same numbers mean different things in the two, so a code is nothing without its dialect.
package enum Dialect: String, CaseIterable, Sendable {
    case bach
    /// `multi-image-to-video`, whose page is Kling's.
    case kling
}
