import BachAPI

@testable import BachServer

extension ReferencePage {
    static var assumptions: String {
        """
        ## What we assume

        No page says these; the marks above show the rest. What `bach-local` does beyond the API stands in
        [local-server.md](local-server.md).

        \(points.map { "* \($0)" }.joined(separator: "\n"))
        """
    }

    private static var points: [String] { bodies + answers + times }

    private static let bodies = [
        "Lengths are counted in Unicode scalars. A null and an empty text count as left out.",
        "A whole number may be written `6` or `6.0`, never `\"6\"`; only multi-image2video takes both.",
        "elements2video is checked in the words of the general page, which are older than its fields; it wants at "
            + "least \(Limits.current.references.lowerBound) element and "
            + "\(Limits.current.picturesPerSubject.lowerBound) pictures of a subject.",
        "image2video without a picture, and subject/text2image with a wrong name or type, are told so in the words of the "
            + "general page's table for many pictures.",
        "`audio_prompt` without `generate_audio` is taken and ignored by the server; `toccata` sends no such request.",
        "multi2video has its subject's fields at the top of the body, checked only beside an array of URLs.",
        "multi-image2video: `\(Default.quality)` is made in 720p, `pro` in 1080p; `external_task_id` has at most "
            + "\(Limits.current.multiImage.externalIDLength) characters, and one that is taken is refused with "
            + "\(APICode.Kling.invalidParameter.code), \(Message.Kling.externalIDTaken.code).",
        "The body of `batch-upload/submit`, and the answers of all uploads.",
        "subject/text2image answers as the video endpoints do; its pictures are an object "
            + "`data.split_images` with \(SubjectView.allCases.map(\.rawValue.code).joined(separator: ", ")). The client takes "
            + "other names and lists too.",
    ]

    private static let answers = [
        "Checks come in this order: token, JSON, fields, sensitive words, plan, credits, rate limit.",
        "A failure has its code, a message and `\"data\": {}` with the status of the table of codes; only one page "
            + "shows a failure, without its status.",
        "The status message of a task is sent by every endpoint, but by elements2video not with a success.",
        "A task that is asked for below another endpoint's path is not there: \(APICode.notFound.code).",
        "`GET \(APIEndpoint.base)/status/{task_id}` finds a task of any kind. `POST \(APIEndpoint.base)/submit`, which the "
            + "same sample of the general page uses, is not there.",
        "A callback after a failure has `message` in place of `video_url`.",
    ]

    private static var times: [String] {
        let settings = TaskBoard.Pace(speed: 1)
        let waits = CallbackDelivery.waits.map { "\($0.components.seconds)" }.joined(separator: ", ")
        let sizes = Limits.current.resolutions.map { resolution in
            let shapes = Limits.current.aspectRatios.map { VideoSize(resolution: resolution, aspectRatio: $0) }
            return "\(resolution) is " + shapes.map { "\($0.width)x\($0.height)" }.joined(separator: ", ")
        }
        return [
            "Sizes: \(sizes.joined(separator: "; ")). image2video follows its picture's shape; both sides are even.",
            "A task is pending for \(settings.pending.components.seconds) s and takes at least "
                + "\(settings.processing.components.seconds) s more.",
            "A callback is tried again after \(waits) s.",
            "A batch is known by its id for \(BatchBoard.life / 3600) hours.",
            "A JSON body has at most \(Service.largestBody >> 20) MB.",
            "`toccata` asks every ten seconds and obeys `Retry-After`; no page gives figures of a rate limit.",
            "How long a video's link lives, nobody says: it is downloaded at once.",
        ]
    }
}
