import BachAPI
import BachClient
import ToccataConfig

extension MultiImageService {
    /// What its client has to know; with a base URL of its own it is taken for Kling's, whose tokens live half an hour.
    var traits: ServiceTraits {
        ServiceTraits(
            multiImagePath: hasOwnPath ? "" : nil,
            multiImageCodes: codes,
            tokenLife: hasOwnBaseURL && codes == .kling ? Token.klingLife : Token.life,
            takesUploads: !hasOwnBaseURL
        )
    }
}
