/// A failure's text as a page prints it, and what becomes of it: pages contradict each other, and then an endpoint's
/// own page stands above the general one.
package struct DocumentedMessage: Equatable, Hashable, Sendable {
    package enum Fate: Equatable, Hashable, Sendable {
        /// The service says it, and so does the local server.
        case said
        /// Only with the limits of March 2026.
        case saidInMarch2026
        /// Another page's text stands in its place.
        case replaced(by: String, because: String)
        /// What it complains about is allowed.
        case needless(because: String)
    }

    /// Word for word, with `{n}` and the like where the page has them.
    package let template: String
    package let page: Page
    package let code: APICode
    package let fate: Fate

    init(_ template: String, _ page: Page, _ code: APICode = .invalidParameter, _ fate: Fate = .said) {
        self.template = template
        self.page = page
        self.code = code
        self.fate = fate
    }
}
