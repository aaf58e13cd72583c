import BachAPI
import BachClient
import FoundationEssentials
import ToccataCore
import ToccataLedger

extension PictureUploader {
    typealias Results = [String: Result<String, UploadTrouble>]

    /// Sends pictures in one request, or in more when one of them spoils it, and records their URLs.
    func send(_ pictures: [PictureFile]) async -> Results {
        let bytes = pictures.reduce(0) { $0 + $1.bytes }
        switch await outcome(pictures, bytes: bytes) {
        case .finished(let results):
            let results = await keep(results, of: pictures)
            meter.ended(pictures: pictures.count, bytes: bytes, sent: bytes)
            return results
        case .underWay: return settled(pictures, .unclear(reason: "The service is still at work on the pictures."))
        case .trouble(let trouble):
            meter.ended(pictures: 0, bytes: 0, sent: bytes)
            return await split(pictures, after: trouble)
        }
    }

    /// Tries again what did not reach the service, and waits for what the service is still at work on.
    private func outcome(_ pictures: [PictureFile], bytes: Int) async -> UploadOutcome {
        let locals = pictures.map { LocalPicture(path: $0.path) }
        var tried = 0
        while true {
            tried += 1
            let outcome = await client.upload(locals) { meter.sending($0, limit: bytes) }
            switch outcome {
            case .underWay(let id): return await poll(id, locals)
            case .trouble(.unreachable), .trouble(.throttled):
                guard tried < packing.tries, await pause(after: outcome, tried) else { return outcome }
            case .finished, .trouble: return outcome
            }
        }
    }

    /// Asks every two seconds, as the page advises, until the service has an answer or ten minutes are over.
    private func poll(_ id: String, _ pictures: [LocalPicture]) async -> UploadOutcome {
        let end = dependencies.now().addingTimeInterval(600)
        var last = UploadOutcome.underWay(batchID: id)
        while dependencies.now() < end {
            // Cancelled: whoever waits for this has gone.
            guard (try? await dependencies.sleep(.seconds(2))) != nil else { break }
            last = await client.batch(id, of: pictures)
            switch last {
            case .finished, .trouble(.refused): return last
            case .underWay, .trouble: continue
            }
        }
        return last
    }

    /// False when it was not waited to the end.
    private func pause(after outcome: UploadOutcome, _ tried: Int) async -> Bool {
        guard !Task.isCancelled else { return false }
        var wished: Duration?
        if case .trouble(.throttled(_, let after)) = outcome { wished = after }
        let wait = ResendSchedule.wait(attempts: tried, retryAfter: wished, jitter: dependencies.jitter)
        // Somebody sits before this: a service that wants to be left alone for longer has said no.
        guard wait <= .seconds(60) else { return false }
        // Cancelled.
        return (try? await dependencies.sleep(wait)) != nil
    }

    // MARK: One that spoils the others

    private func split(_ pictures: [PictureFile], after trouble: UploadTrouble) async -> Results {
        guard pictures.count > 1, !Task.isCancelled, let spoilers = spoilers(pictures, trouble) else {
            return settled(pictures, trouble)
        }
        let (bad, good) = (
            pictures.filter { spoilers.keys.contains($0.hash) }, pictures.filter { !spoilers.keys.contains($0.hash) }
        )
        meter.ended(pictures: bad.count, bytes: bad.reduce(0) { $0 + $1.bytes }, sent: 0)
        var results = spoilers.mapValues { Result<String, UploadTrouble>.failure($0) }
        // Nobody says which one it is: the halves tell.
        let parts = bad.isEmpty ? [Array(good.prefix(good.count / 2)), Array(good.dropFirst(good.count / 2))] : [good]
        for part in parts where !part.isEmpty {
            if let trouble = results.values.lazy.compactMap(\.serviceTrouble).first {
                results.merge(part.map { ($0.hash, .failure(trouble)) }) { $1 }
            } else {
                results.merge(await send(part)) { $1 }
            }
        }
        return results
    }

    /// The pictures that are to blame: none when it can be any of them, nil when the trouble is not about pictures.
    private func spoilers(_ pictures: [PictureFile], _ trouble: UploadTrouble) -> [String: UploadTrouble]? {
        switch trouble {
        case .refused(let failure) where failure.concernsPicture:
            guard let number = Self.number(in: failure.message), pictures.indices.contains(number - 1) else {
                return [:]
            }
            return [pictures[number - 1].hash: trouble]
        case .unreadable:
            let gone = pictures.filter { !$0.isUnchanged }
            return gone.isEmpty ? nil : Dictionary(uniqueKeysWithValues: gone.map { ($0.hash, .cannotRead($0.path)) })
        default: return nil
        }
    }

    /// Which picture a message names, from 1: `The 3th image …`, `The 3th file …`.
    static func number(in message: String) -> Int? {
        let words = message.split(separator: " ")
        guard words.count > 2, words[0] == "The", words[1].hasSuffix("th") else { return nil }
        return Int(words[1].dropLast(2))
    }

    private func settled(_ pictures: [PictureFile], _ trouble: UploadTrouble) -> Results {
        Dictionary(uniqueKeysWithValues: pictures.map { ($0.hash, .failure(trouble)) })
    }

    // MARK: After sending

    private func keep(_ results: [Result<String, UploadTrouble>], of pictures: [PictureFile]) async -> Results {
        var kept: Results = [:]
        for (picture, result) in zip(pictures, results) {
            kept[picture.hash] = await keep(result, of: picture)
        }
        return kept
    }

    private func keep(
        _ result: Result<String, UploadTrouble>,
        of picture: PictureFile
    ) async -> Result<String, UploadTrouble> {
        guard case .success(let url) = result else { return result }
        guard picture.isUnchanged else {
            return .failure(.unreadable(reason: "The picture \(picture.path) changed while it was uploaded."))
        }
        do throws(LedgerError) {
            try await ledger.record(picture, at: server, url: url, now: dependencies.now())
        } catch {
            warn(error.description)
        }
        return result
    }
}
