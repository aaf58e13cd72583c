import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import ProcessKit
import Synchronization
import ToccataConfig
import ToccataCore

/// The service: whether it answers, takes the token, and has the same time.
extension Doctor {
    /// No task has this id; the answer to it shows all there is to know, and costs nothing.
    private static let noTask = "00000000-0000-0000-0000-000000000000"

    func service(_ configuration: Configuration) async -> [Finding] {
        do {
            let service = try await configuration.plan.service(environment: environment)
            if service == .embedded { return local }
            return await remote(service)
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

    private func remote(_ service: Service) async -> [Finding] {
        let clients = ClientDirectory(
            service: service,
            embedded: EmbeddedServer(.init(folder: directories.local, environment: environment)),
            environment: environment,
            now: dependencies.now
        )
        let told = Mutex<Exchange?>(nil)
        do {
            guard let client = try await clients.client(for: service.identity) else { return [] }
            let outcome = await client.telling { news in
                if case .exchanged(let exchange) = news { told.withLock { $0 = exchange } }
            }.query(.textToVideo, taskID: Self.noTask)
            let exchange = told.withLock { $0 }
            return [answer(outcome, client.baseURL, exchange)] + clock(exchange)
        } catch {
            return [Finding(.wrong, "service", "\(error)")]
        }
    }

    private func answer(_ outcome: QueryOutcome, _ baseURL: String, _ exchange: Exchange?) -> Finding {
        let took = exchange.map { ", \(Int($0.took / .milliseconds(1))) ms" } ?? ""
        switch outcome {
        case .notFound, .answered: return Finding(.ok, "service", "\(baseURL) answers and takes the token\(took)")
        case .throttled:
            let advice = "Another program may be asking with the same key."
            return Finding(.warning, "service", "\(baseURL) answers that it is asked too often", advice: advice)
        case .refused(let failure):
            let advice = "Look at BACH_ACCESS_KEY and BACH_SECRET_KEY, or the profile's credentials."
            return Finding(
                .refused,
                "service",
                "\(baseURL) refuses: \(failure.code) \(failure.message)",
                advice: advice
            )
        case .failed(let reason, let isOffline):
            let verdict: Finding.Verdict = isOffline ? .unreached : .warning
            let advice = isOffline ? "Look at the network, a proxy, and BACH_BASE_URL." : nil
            return Finding(verdict, "service", "\(baseURL): \(reason)", advice: advice)
        }
    }

    private func clock(_ exchange: Exchange?) -> [Finding] {
        guard let exchange, case .answered(let answer) = exchange.outcome,
            let text = answer.headers.first(where: { $0.name == "Date" })?.value,
            let time = HTTPResponse.date(from: text)
        else { return [] }
        let skew = Int(time.timeIntervalSince(exchange.at).rounded())
        // The header has whole seconds, and the answer was on its way.
        guard abs(skew) > 2 else { return [Finding(.ok, "clock", "as the service's")] }
        let words = "\(abs(skew)) s \(skew > 0 ? "behind" : "ahead of") the service's"
        let advice = "Tokens are signed with the service's time; set the clock all the same."
        return [Finding(.warning, "clock", words, advice: advice)]
    }
}
