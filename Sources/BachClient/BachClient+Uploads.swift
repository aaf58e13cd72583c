import BachAPI
import HTTPKit

extension BachClient {
    /// Uploads pictures of this machine in one request; they are read from disk while they go out.
    ///
    /// - Parameter progress: Bytes of all pictures together that have gone out; on the transfer thread.
    package func upload(
        _ pictures: [LocalPicture],
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async -> UploadOutcome {
        let request = Endpoint.upload(pictures, baseURL: baseURL)
        let answer = await send(request, .upload) { progress(Int($0.sent)) }
        return UploadOutcome(from: answer, pictures: pictures, now: now())
    }

    /// Asks about an upload that the service was still working on.
    package func batch(_ id: String, of pictures: [LocalPicture]) async -> UploadOutcome {
        UploadOutcome(from: await send(Endpoint.batch(id, baseURL: baseURL), .lookUp), pictures: pictures, now: now())
    }
}
