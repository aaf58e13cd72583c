import BachAPI
import BachClient
import FoundationEssentials
import ToccataCore
import ToccataLedger

extension Conductor {
    /// Fetches the pictures that a task made and puts the subject into the library.
    ///
    /// The subject has the files, for links die; that the service knows them by its own links is remembered, so that
    /// they need no upload as long as those live.
    func saveSubject(_ task: VideoTask, with client: BachClient) async {
        guard !task.pictures.isEmpty else {
            return await refreshLink(of: task, with: client, or: "The service gives no link to the pictures.")
        }
        let folder = task.folder ?? "\(settings.videoFolder)/\(task.id)"
        var files: [String] = []
        for (number, link) in zip(1..., task.pictures) {
            let outcome = await client.downloadPicture(
                task.server.current(link, currentBaseURL: client.baseURL),
                folder: folder,
                name: (task.isPlaceholder ? "LOCAL-" : "") + String(number)
            )
            guard !Task.isCancelled else { return }
            guard case .saved(let file) = outcome else { return await take(outcome, of: task, client) }
            files.append(file)
            await wentOn(task, client)
            sink(.downloading(task.id, received: Int64(number), total: Int64(task.pictures.count)))
        }
        for (file, link) in zip(files, task.pictures) { await remember(file, link, task.server) }
        await keep(files, in: folder, of: task)
    }

    private func remember(_ file: String, _ link: String, _ server: ServerIdentity) async {
        guard let picture = PictureFile(path: file) else { return }
        do throws(LedgerError) {
            try await ledger.record(picture, at: server, url: link, now: dependencies.now())
        } catch {
            note(.warning, error.description)
        }
    }

    private func keep(_ files: [String], in folder: String, of task: VideoTask) async {
        let now = dependencies.now()
        let subject = Subject(madeBy: task, pictures: files.map(PictureSource.init))
        do throws(LedgerError) {
            let known = try await ledger.addSubject(subject, at: now)
            // One that was there before is left as it is: it may be this one, changed by a person since.
            guard task.file != nil || known.pictures.allSatisfy({ $0.text.hasPrefix(folder + "/") }) else {
                return await giveUp(task, Self.nameTaken(subject.name, folder))
            }
            _ = try await tryToChange(task.id, source: "download") { $0.apply(.saved(file: folder), at: now) }
            agenda.downloads[task.id] = nil
        } catch {
            unusable(error, for: task.id)
            retryLater(task, after: Self.ledgerPause)
        }
    }

    private static func nameTaken(_ name: String, _ folder: String) -> String {
        "The pictures are in \(folder), but the library has another subject \(name): delete that, then download this one "
            + "again."
    }
}
