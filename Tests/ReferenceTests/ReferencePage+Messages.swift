import BachAPI

extension ReferencePage {
    static var uploads: String {
        let limits = Limits.current
        let kling = limits.multiImage
        return """
            ## Pictures and uploads

            A picture has at most \(limits.pictureSize >> 20) MB and \(limits.pictureSide) pixels or more on each side.

            * image2video and elements2video take \(words(PictureFormat.accepted)); what a picture is, its content says.
            * multi-image2video takes \(words(kling.formats)), \(kling.pictureRatios.lowerBound) to \(kling.pictureRatios.upperBound) times as wide as high.
            * Uploads are called \(limits.uploadExtensions.map(\.code).joined(separator: ", ")), at most \(limits.picturesPerUpload) in a batch; svg and ico among them make no video \(ours).

            Base64 is looked into when a create is checked. What a link leads to nobody knows before it is fetched: then
            it is the task that fails. `toccata` looks at a picture of this machine before it uploads it.

            The messages about uploads that a page prints are below, under `general-information`. Said besides:

            \(list(besides))

            The bodies and answers that `bach-local` takes and gives are in [local-server.md](local-server.md).
            """
    }

    private static var besides: [String] {
        let printed = Set(Message.documented.map(\.template))
        let all = texts(.uploadFiles) + texts(.submitBatch).filter { !texts(.uploadFiles).contains($0) }
        // With its figure the documented text of the limit.
        let limit = Message.tooManyUploads(Limits.current.picturesPerUpload)
        return all.filter { !printed.contains($0) && $0 != limit && !ofBodies.contains($0) }
    }

    private static func words(_ formats: [PictureFormat]) -> String {
        formats.map(\.rawValue).joined(separator: ", ")
    }

    static var messages: String {
        var table = MarkdownTable("Message", "Page", "Code", "Said by `bach-local`")
        for message in Message.documented {
            table.add(message.template, name(message.page), "\(message.code.code)", fate(message.fate))
        }
        return """
            ## Messages that the pages print

            Word for word, missing full stops included. `{n}` of an element or position counts from 0, of an image or a
            file from 1 \(ours). A test asks `bach-local` for each of them.

            \(table.text)
            """
    }

    private static func fate(_ fate: DocumentedMessage.Fate) -> String {
        switch fate {
        case .said: "yes"
        case .saidInMarch2026: "with `--limits march2026`"
        case .replaced(let other, let reason): "“\(other)” instead: \(reason)"
        case .needless(let reason): "no: \(reason)"
        }
    }

    static var statuses: String {
        var table = MarkdownTable("Status", "Means")
        for (meaning, words) in words { table.add(words.map(\.code).joined(separator: ", "), meaning) }
        return """
            ## Statuses

            \(table.text)

            Capitals do not count. Any other word is shown as it is, and the task is asked about again. A success
            without a link is asked again three times, then it is `DONE!`, finished but not saved.
            """
    }

    private static var words: [(String, [String])] {
        let all = [
            "TASK_PENDING", "TASK_PROCESSING", "TASK_SUCCEEDED", "TASK_FAILED", "submitted", "processing", "succeed",
            "failed", "queued", "waiting", "created", "running", "in_progress", "succeeded", "success", "completed",
            "done", "failure", "error", "cancelled", "canceled",
        ]
        return [TaskStatus.Meaning.pending, .running, .succeeded, .failed].map { meaning in
            ("\(meaning)", all.filter { TaskStatus(rawValue: $0).meaning == meaning })
        }
    }
}
