import BachAPI
import ToccataCore

/// The request that carries an intent to the server; its prompt says whose it is.
struct TortureRequest {
    let intent: WorkerPlan.Intent
    let home: String
    let baseURL: String
    let holder: String

    var task: VideoTask? {
        guard let mode = Mode(rawValue: intent.mode) else { return nil }
        let id = ShortID(rawValue: intent.id)
        return VideoTask(
            id: id,
            mode: mode,
            server: .remote(baseURL: baseURL, keyID: "ak"),
            origin: .console,
            holder: holder,
            request: ExternalID.added(to: body(mode), mode: mode, id: id) { Int.random(in: $0) },
            createdAt: FastTime.now()
        )
    }

    private func body(_ mode: Mode) -> JSONValue {
        let picture = JSONValue.string("file://" + home + "/picture.jpg")
        let prompt = JSONValue.string("torture-\(intent.id) a tide at dusk")
        if mode == .multiImageToVideo {
            return [
                "model_name": .string(Default.multiImageModel), "image_list": [["image": picture], ["image": picture]],
                "prompt": prompt, "duration": "5",
            ]
        }
        var body = JSONObject([
            ("model_name", .string(Default.model)), ("prompt", prompt), ("resolution", "720p"), ("duration", 6),
            ("seed", 7),
        ])
        if mode == .imageToVideo { body["image_url"] = picture }
        if mode == .elementsToVideo {
            body["reference_inputs"] = [
                ["type": "image", "url": picture],
                [
                    "type": "subject", "images": [picture, picture],
                    "subject": ["subject_name": "boat", "subject_desc": "an old boat"],
                ],
            ]
        }
        return .object(body)
    }
}
