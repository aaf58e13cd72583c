import BachAPI
import Testing
import ToccataConfig

@Suite("Secrets")
struct SecretTests {
    @Test("have no printable form, however deep they lie")
    func printing() {
        let credentials = Credentials.keys(accessKey: "AK", secretKey: Secret("s3cret"))
        let things: [Any] = [
            Secret("s3cret"), credentials, Credentials.token(Secret("s3cret")),
            Profile(accessKey: "AK", secretKey: Secret("s3cret"), apiToken: Secret("s3cret")),
            Service.remote(baseURL: "https://a.example.com", credentials),
            ServicePlan.remote(baseURL: "https://a.example.com", .ready(credentials)),
        ]

        for thing in things {
            var dumped = ""
            dump(thing, to: &dumped)
            for text in ["\(thing)", String(reflecting: thing), dumped, "\(Optional(thing) as Any)"] {
                #expect(!text.contains("s3cret"))
                #expect(text.contains("<secret>"))
            }
        }
    }
}
