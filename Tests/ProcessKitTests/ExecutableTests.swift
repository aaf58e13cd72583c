import ProcessKit
import Testing

@Suite("Finding programs")
struct ExecutableTests {
    @Test(
        "looks through PATH, and only there",
        arguments: [
            (name: "sh", path: "/none:/bin", found: "/bin/sh"),
            (name: "sh", path: "/none", found: nil),
            (name: "sh", path: ":.:bin", found: nil),  // never the folder one happens to be in
            (name: "passwd", path: "/etc", found: nil),  // not a program
            (name: "etc", path: "/", found: nil),  // a folder
            (name: "", path: "/bin", found: nil),
            (name: "/bin/sh", path: "", found: "/bin/sh"),
            (name: "/bin/none", path: "/bin", found: nil),
        ] as [(String, String, String?)]
    )
    func find(name: String, path: String, found: String?) {
        #expect(Executable.find(name, environment: ["PATH": path]) == found)
    }
}
