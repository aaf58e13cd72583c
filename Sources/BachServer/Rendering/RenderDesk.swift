import BachAPI
import FoundationEssentials

/// Turns a task into its video, or a subject's four pictures: gets what the request names, hands all to the renderer,
/// puts the files in their place.
struct RenderDesk: Sendable {
    let renderer: any Renderer
    /// Draws subjects, whatever makes the videos.
    let stills: StillRenderer
    let watermarker: Watermarker
    let fetcher: PictureFetcher
    let folders: DataFolders

    /// - Throws: An error whose description is for whoever asked for the video.
    func render(_ task: TaskRecord, progress: @escaping @Sendable (Int) -> Void) async throws {
        do {
            if task.family.makesVideo {
                try await makeVideo(of: task, progress: progress)
            } else {
                try await draw(task, progress: progress)
            }
        } catch let error as CocoaError {
            let product: RenderError.Product = task.family.makesVideo ? .video : .pictures
            throw RenderError.failed(program: "bach-local", reason: "\(FileProblem(error))", of: product)
        }
    }

    private func draw(_ task: TaskRecord, progress: @escaping @Sendable (Int) -> Void) async throws {
        let folder = "\(folders.incoming)/render-\(task.id)"
        // What cannot be removed now goes at the next start.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await stills.draw(StillRequest(task.body), into: folder, progress: progress)
        try put(folder, in: folders.stills(of: task.id))
    }

    private func put(_ file: String, in place: String) throws {
        if FileManager.default.fileExists(atPath: place) { try FileManager.default.removeItem(atPath: place) }
        try FileManager.default.moveItem(atPath: file, toPath: place)
    }

    private func makeVideo(of task: TaskRecord, progress: @escaping @Sendable (Int) -> Void) async throws {
        let folder = "\(folders.incoming)/render-\(task.id)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // What cannot be removed now goes at the next start.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let request = try await request(for: task, folder: folder)
        let output = "\(folder)/video.mp4"
        do {
            try await renderer.render(request, to: output, progress: progress)
        } catch RenderError.pictureUndecodable(let number) {
            let wanted = Self.pictures(of: VideoRequest(family: task.family, body: task.body))[number - 1]
            throw PictureProblem.undecodable(name: wanted.name, url: wanted.url)
        }
        if VideoRequest(family: task.family, body: task.body).wantsWatermark {
            let copy = "\(folder)/watermark.mp4"
            try await watermarker.mark(output, size: request.size, to: copy)
            try put(copy, in: folders.video(of: task.watermarkName))
        }
        try put(output, in: folders.video(of: task.videoName))
    }

    private func request(for task: TaskRecord, folder: String) async throws -> RenderRequest {
        let asked = VideoRequest(family: task.family, body: task.body)
        let needs = PictureNeeds.of(task.family, fetcher.limits)
        var pictures: [RenderRequest.Picture] = []
        for wanted in Self.pictures(of: asked) {
            let file = "\(folder)/source\(pictures.count)"
            pictures.append(
                try await fetcher.fetch(wanted.url, name: wanted.name, caption: wanted.caption, needs: needs, to: file)
            )
        }
        var size = VideoSize(resolution: asked.resolution, aspectRatio: asked.aspectRatio)
        if task.family == .imageToVideo, let source = pictures.first {
            size = VideoSize(resolution: asked.resolution, following: source.size)
        }
        return RenderRequest(
            family: task.family,
            body: task.body,
            prompt: asked.prompt,
            size: size,
            framesPerSecond: asked.framesPerSecond,
            duration: asked.duration,
            seed: asked.seed ?? 0,
            hasAudio: asked.generatesAudio,
            pictures: pictures
        )
    }

    /// A picture that a request names: its address, what it is called in messages and in the video.
    struct Wanted: Equatable {
        var url: String
        var name: String
        var caption: String
    }

    static func pictures(of request: VideoRequest) -> [Wanted] {
        if request.family == .imageToVideo {
            return [Wanted(url: request.imageURL ?? "", name: "The picture", caption: "")]
        }
        return request.references.enumerated().flatMap { index, reference in
            switch reference {
            case .image(let url):
                [Wanted(url: url, name: "Reference \(index + 1)", caption: "image \(index + 1)")]
            case .subject(let subject):
                subject.pictures.enumerated().map { position, url in
                    Wanted(
                        url: url,
                        name: "Picture \(position + 1) of subject \"\(subject.name)\"",
                        caption: subject.name
                    )
                }
            }
        }
    }
}
