import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import ProcessKit
import Synchronization
import ToccataConfig
import ToccataCore

/// The services: whether they answer, take the token, and have the same time.
extension Doctor {
    /// One that is asked, in the words of the configuration.
    private struct Asked {
        let topic: String
        let mode: Mode
        let credentials: String
        let address: String

        static let main = Asked(
            topic: "service",
            mode: .textToVideo,
            credentials: "BACH_ACCESS_KEY and BACH_SECRET_KEY, or the profile's credentials",
            address: "BACH_BASE_URL"
        )
        static let multiImage = Asked(
            topic: "multi_image",
            mode: .multiImageToVideo,
            credentials: "the credentials below multi_image in the profile",
            address: "base_url and path below multi_image in the profile"
        )
    }

    /// No task has this id; the answer to it shows all there is to know, and costs nothing.
    private static let noTask = "00000000-0000-0000-0000-000000000000"

    func service(_ configuration: Configuration) async -> [Finding] {
        do {
            let service = try await configuration.plan.service(environment: environment)
            if service == .embedded { return local }
            let multiImage = try await configuration.multiImagePlan?.service(main: service, environment: environment)
            return await remote(service, multiImage)
        } catch {
            return [Finding(.wrong, "service", "\(error)")]
        }
    }

    private var local: [Finding] {
        let settings = EmbeddedServer.Settings(
            folder: directories.local,
            environment: environment,
            ownExecutable: ownExecutable
        )
        do throws(EmbeddedServerError) {
            let path = try EmbeddedServer.executable(settings)
            let isRunning = RunRecord.read(folder: directories.local)?.process.isAlive == true
            let state = isRunning ? "it runs" : "started when it is needed"
            let advice = "BACH_ACCESS_KEY and BACH_SECRET_KEY, or a profile, choose the real service."
            return [Finding(.ok, "service", "LOCAL placeholder videos by \(path), \(state)", advice: advice), renderer]
        } catch {
            return [Finding(.wrong, "service", error.description)]
        }
    }

    private var renderer: Finding {
        guard let path = Executable.find("ffmpeg", environment: environment) else {
            let advice = "Install the package ffmpeg."
            return Finding(.wrong, "ffmpeg", "not there: local videos cannot be made", advice: advice)
        }
        return Finding(.ok, "ffmpeg", path)
    }

    private func remote(_ service: Service, _ multiImage: MultiImageService?) async -> [Finding] {
        let clients = ClientDirectory(
            service: service,
            multiImage: multiImage,
            embedded: EmbeddedServer(.init(folder: directories.local, environment: environment)),
            environment: environment,
            now: dependencies.now
        )
        let findings = await ask(service.identity, .main, clients)
        guard let multiImage else { return findings }
        return findings + (await ask(multiImage.identity, .multiImage, clients))
    }

    private func ask(_ server: ServerIdentity, _ asked: Asked, _ clients: ClientDirectory) async -> [Finding] {
        let told = Mutex<Exchange?>(nil)
        do {
            guard let client = try await clients.client(for: server) else { return [] }
            let outcome = await client.telling { news in
                if case .exchanged(let exchange) = news { told.withLock { $0 = exchange } }
            }.query(asked.mode, taskID: Self.noTask)
            let exchange = told.withLock { $0 }
            return [answer(outcome, client.baseURL, exchange, asked)] + clock(exchange, asked)
        } catch {
            return [Finding(.wrong, asked.topic, "\(error)")]
        }
    }

    private func answer(
        _ outcome: QueryOutcome,
        _ baseURL: String,
        _ exchange: Exchange?,
        _ asked: Asked
    ) -> Finding {
        let topic = asked.topic
        let took = exchange.map { ", \(Int($0.took / .milliseconds(1))) ms" } ?? ""
        switch outcome {
        case .notFound, .answered: return Finding(.ok, topic, "\(baseURL) answers and takes the token\(took)")
        case .throttled:
            let advice = "Another program may be asking with the same key."
            return Finding(.warning, topic, "\(baseURL) answers that it is asked too often", advice: advice)
        case .refused(let failure):
            let advice = "Look at \(asked.credentials)."
            return Finding(.refused, topic, "\(baseURL) refuses: \(failure.code) \(failure.message)", advice: advice)
        case .failed(let reason, let isOffline):
            let verdict: Finding.Verdict = isOffline ? .unreached : .warning
            let advice = isOffline ? "Look at the network, a proxy, and \(asked.address)." : nil
            return Finding(verdict, topic, "\(baseURL): \(reason)", advice: advice)
        }
    }

    /// With two services, only the first one's time is worth a line where nothing is wrong.
    private func clock(_ exchange: Exchange?, _ asked: Asked) -> [Finding] {
        guard let exchange, case .answered(let answer) = exchange.outcome,
            let text = answer.headers.first(where: { $0.name == "Date" })?.value,
            let time = HTTPResponse.date(from: text)
        else { return [] }
        let skew = Int(time.timeIntervalSince(exchange.at).rounded())
        // The header has whole seconds, and the answer was on its way.
        let isMain = asked.topic == Asked.main.topic
        guard abs(skew) > 2 else { return isMain ? [Finding(.ok, "clock", "as the service's")] : [] }
        let other = isMain ? "the service's" : "that of multi_image"
        let words = "\(abs(skew)) s \(skew > 0 ? "behind" : "ahead of") \(other)"
        let advice = "Tokens are signed with the service's time; set the clock all the same."
        return [Finding(.warning, "clock", words, advice: advice)]
    }
}
