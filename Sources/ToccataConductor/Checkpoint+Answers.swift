import BachAPI
import BachClient
import ToccataCore

extension Checkpoint {
    /// The step at which an answer has just come.
    init?(answered news: ClientNews) {
        guard case .exchanged(let exchange) = news else { return nil }
        switch exchange.kind {
        case .create: self = .createAnswered
        case .query: self = .queryAnswered
        case .upload: self = .uploadAnswered
        case .download: self = .videoWritten
        case .lookUp: return nil
        }
    }
}
