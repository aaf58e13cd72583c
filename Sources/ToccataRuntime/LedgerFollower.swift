import ToccataApp
import ToccataCore
import ToccataLedger

/// Tells the console what changed in the ledger, whoever changed it; the only source of tasks it has.
///
/// One source keeps them in order: an answer that was read early cannot arrive behind a later one.
struct LedgerFollower: Sendable {
    let ledger: Ledger
    let post: ActionPost
    /// Called when somebody, maybe this process, wrote to the ledger.
    let noticed: @Sendable () -> Void

    /// Looks at once, then after each nudge and each write, until its task is cancelled.
    func follow(_ nudges: LedgerNudges) async {
        let watch = nudges.watch(ledger, noticed: noticed) { post.note(.warning($0.description)) }
        defer { watch?.cancel() }
        var mark = await look(since: nil)
        var exchangeMark = await lookForExchanges(since: nil)
        var subjects = await lookForSubjects(known: nil)
        var drafts = await lookForDrafts(known: nil)
        for await _ in nudges.stream {
            mark = await look(since: mark)
            exchangeMark = await lookForExchanges(since: exchangeMark)
            subjects = await lookForSubjects(known: subjects)
            drafts = await lookForDrafts(known: drafts)
            await nudges.rest()
        }
    }

    private func lookForExchanges(since mark: Int?) async -> Int? {
        do throws(LedgerError) {
            let (news, now) = try await ledger.exchangeNews(since: mark, limit: EventLog.capacity)
            if !news.isEmpty { post.news([.exchangesRecorded(news)]) }
            return now
        } catch {
            post.note(.error(error.description))
            return mark
        }
    }

    /// Answers the subjects of the library, told if they are others than were known.
    private func lookForSubjects(known: [Subject]?) async -> [Subject]? {
        do throws(LedgerError) {
            let subjects = try await ledger.subjects()
            if subjects != known { post(.subjectsLoaded(subjects)) }
            return subjects
        } catch {
            post.note(.error(error.description))
            return known
        }
    }

    /// Answers the drafts, told if they are others than were known.
    private func lookForDrafts(known: [KeptDraft]?) async -> [KeptDraft]? {
        do throws(LedgerError) {
            let drafts = try await ledger.drafts()
            if drafts != known { post(.draftsLoaded(drafts)) }
            return drafts
        } catch {
            post.note(.error(error.description))
            return known
        }
    }

    private func look(since mark: LedgerMark?) async -> LedgerMark? {
        do throws(LedgerError) {
            let (news, now) = try await ledger.news(since: mark)
            switch news {
            case .everything(let tasks): post(.tasksChanged(tasks))
            case .changed(let tasks): post.news(tasks.map(Action.taskChanged))
            }
            return now
        } catch {
            post.note(.error(error.description))
            return mark
        }
    }
}
