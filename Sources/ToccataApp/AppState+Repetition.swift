package import ToccataCore

extension AppState {
    /// What was sent a moment ago and is the same as what a review would send, or as one of several.
    package func repetition(_ review: Review) -> Repetition? {
        review.requests.lazy.compactMap { request in
            Repetition(
                of: request,
                mode: review.mode,
                server: destination.server(for: review.mode),
                isSeedChosen: review.isSeedChosen,
                uploads: pictureLinks,
                among: queue.tasks,
                at: now
            )
        }.first
    }
}
