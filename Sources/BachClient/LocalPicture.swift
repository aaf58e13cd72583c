/// A picture of this machine that is to be uploaded.
package struct LocalPicture: Equatable, Sendable {
    package let path: String
    /// What the service is told that it is called.
    package let name: String

    package init(path: String) {
        self.path = path
        name = path.split(separator: "/").last.map(String.init) ?? path
    }
}
