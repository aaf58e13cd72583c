import ToccataCore
import ToccataLedger

extension Conductor {
    /// Keeps back what has the same words and pictures as a task that was refused for them; the rest goes on.
    func holdAlike(_ refused: VideoTask) async {
        do throws(LedgerError) {
            let unsent = try await ledger.tasks(states: [.out, .retry]).filter { $0.server == refused.server }
            guard !unsent.isEmpty else { return }
            let urls = try await ledger.assetURLs(server: refused.server)
            let content = RequestContent(refused.request, urls: urls)
            let reason = "\(refused.id) was refused for its content, and this one has the same words and pictures."
            for task in unsent where RequestContent(task.request, urls: urls) == content {
                await record(.held(reason: reason), for: task.id, source: "send")
            }
        } catch {
            note(.error, error.description)
        }
    }
}
