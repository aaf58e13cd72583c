package import ToccataCore

extension AppState {
    /// What was sent a moment ago and is the same as what a review would send.
    package func repetition(_ review: Review) -> Repetition? {
        Repetition(
            of: review.request,
            mode: review.mode,
            server: destination.server(for: review.mode),
            isSeedChosen: review.isSeedChosen,
            uploads: pictureLinks,
            among: queue.tasks,
            at: now
        )
    }
}
