import BachAPI
import ToccataCore

extension AppState {
    mutating func takeComposeKey(_ wish: UserAction) -> [Effect] {
        switch wish {
        case .nextField: compose.moveFocus(by: 1)
        case .previousField: compose.moveFocus(by: -1)
        case .nextChoice: compose.changeChoice(by: 1)
        case .previousChoice: compose.changeChoice(by: -1)
        case .enterField: compose.isEditing = true
        case .leaveField: compose.isEditing = false
        case .open: openField()
        case .editor: return openEditor()
        case .earlierPrompt: return recallPrompt(by: 1)
        case .laterPrompt: return recallPrompt(by: -1)
        case .back: show(.queue)
        default: break
        }
        return []
    }

    private mutating func openField() {
        switch compose.focus.kind {
        case .link: show(.references)
        case .text where !compose.isEditing: compose.isEditing = true
        case .text, .choice: compose.moveFocus(by: 1)
        case .button: break
        }
    }

    /// Shows what would be sent, or what keeps it from being sent.
    mutating func openReview(seed: Int) -> [Effect] {
        if case .subject(let form) = overlays.last { return finish(form) }
        guard overlays.isEmpty else { return [] }
        let isEditing = compose.isEditing
        compose.isEditing = false
        guard problems.isEmpty else { return showProblems() }
        compose.isEditing = isEditing
        screen = .compose
        let draft = compose.draft
        let isChosen = draft.mode.hasSeedAndSound && draft.seed.allSatisfy(\.isWhitespace)
        var review = Review(
            mode: draft.mode,
            requests: draft.bodies(seed: seed, in: places),
            isSeedChosen: isChosen
        )
        review.changes = openDraft.sent.map { draft.changes(since: $0) }
        review.use = use(of: destination.server(for: draft.mode))
        overlays.append(.review(review))
        return []
    }

    private func use(of server: ServerIdentity) -> Review.Use {
        let today = clock.day(before: 0)
        return queue.tasks.reduce(into: Review.Use()) { use, task in
            guard let sentAt = task.sentAt, task.server == server else { return }
            use.all += 1
            if sentAt >= today { use.today += 1 }
        }
    }

    /// Goes to the first wrong field; files that were wrong are looked into again, they may have been changed.
    mutating func showProblems() -> [Effect] {
        screen = .compose
        compose.isTried = true
        let problems = problems
        if let first = problems.first {
            compose.focus(on: ComposeField(first))
            let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
            notice = .error("Nothing was sent. \(first.message)\(more)")
        }
        let paths = LocalPictures.paths(in: compose.draft.body(seed: nil, in: places))
        return paths.filter(hasProblem).map { .checkPicture(path: $0) }
    }

    private func hasProblem(_ path: String) -> Bool {
        guard case .found(let finding) = pictures.check(path) else { return false }
        return finding.problem(compose.draft.mode) != nil
    }

    mutating func takeReviewKey(_ wish: UserAction, _ room: Room, _ review: Review) -> [Effect] {
        switch wish {
        case .yes where !room.isReadable: refuseUnread()
        case .yes: return send(review)
        case .move(let motion):
            var moved = review
            moved.top = room.top(after: motion, from: review.top)
            replaceOverlay(.review(moved))
        case .edit, .no, .back: overlays.removeLast()
        default: break
        }
        return []
    }

    /// Lets the request go: the only place that spends.
    private mutating func send(_ review: Review) -> [Effect] {
        if review.paths.contains(where: { pictures.check($0) == .running }) {
            notice = .warning("A picture is still being looked into.")
            return []
        }
        // What cannot be recorded never leaves: it is not even tried, and the review stays.
        if let ledgerTrouble {
            notice = .error("Nothing was sent. \(ledgerTrouble.reason)")
            return []
        }
        show(.queue)
        isAwaitingTask = true
        compose.isTried = false
        notice = Notice(
            isPaused ? "Recording it ..." : "Sending to \(destination.server(for: review.mode).name) ..."
        )
        return [.send(mode: review.mode, requests: review.requests, draft: compose.named)]
    }

    /// A picture that turns out wrong takes the review away.
    mutating func take(_ finding: PictureFinding, _ path: String) -> [Effect] {
        pictures.record(finding, for: path)
        return withdrawReview(finding, path) + uploadLook(path)
    }

    private mutating func withdrawReview(_ finding: PictureFinding, _ path: String) -> [Effect] {
        guard case .review(let review) = overlays.last, review.paths.contains(path),
            finding.problem(review.mode) != nil
        else {
            return []
        }
        overlays.removeLast()
        return showProblems()
    }
}
