package import FoundationEssentials

/// No page gives the answers of uploads, nor the words for a batch's status.
extension AnswerDecoder {
    /// Reads the answer to an upload or to a question about its batch: pictures are the first list below `data`.
    package static func upload(httpStatus: Int, body: Data) -> Answer<UploadedBatch> {
        decode(httpStatus, body, .bach, missing: "no pictures in the answer") { answer in
            let data = answer["data"] ?? answer
            let batch = UploadedBatch(
                id: id(data["batch_id"]) ?? id(answer["batch_id"]),
                state: (text(data["status"]) ?? text(answer["status"])).map(UploadedBatch.State.init(word:)),
                pictures: pictures(in: data)
            )
            return batch.pictures.isEmpty && batch.id == nil ? nil : batch
        }
    }

    /// The list that pictures are likely to be in: by its name, or as the first that is none of plain words.
    private static func pictures(in data: JSONValue) -> [UploadedPicture] {
        let named = ["images", "image_list", "files", "results", "list"].lazy.compactMap { data[$0]?.arrayValue }
        let others = data.objectValue?.members.lazy.compactMap(\.value.arrayValue).filter(mayBePictures)
        let list = data.arrayValue ?? named.first { !$0.isEmpty } ?? others?.first { !$0.isEmpty } ?? []
        return list.map(picture)
    }

    private static func mayBePictures(_ list: [JSONValue]) -> Bool {
        list.allSatisfy { $0.objectValue != nil || $0.stringValue.map(RequestRules.isWebURL) == true }
    }

    static func picture(_ value: JSONValue) -> UploadedPicture {
        let hasFailed = text(value["status"]).map(UploadedBatch.State.init(word:)) == .failed
        let url =
            value.stringValue
            ?? ["url", "image_url", "cdn_url", "file_url"].lazy.compactMap { text(value[$0]) }.first
            ?? value.objectValue?.members.lazy.compactMap(\.value.stringValue).first(where: RequestRules.isWebURL)
        let problem = text(value["error"]) ?? text(value["error"]?["message"]) ?? text(value["message"])
        return UploadedPicture(
            name: text(value["image_name"]),
            url: hasFailed ? nil : url,
            problem: problem ?? (hasFailed ? "the service failed" : nil)
        )
    }
}
