import FoundationEssentials
import Testing

@Suite("The page on architecture")
struct ArchitectureTests {
    @Test("names every module that the manifest builds, and no other")
    func namesEveryModule() throws {
        let manifest = try text("Package.swift")
        let page = try text("docs/architecture.md")
        let built = manifest.matches(of: /^ {8}(?:module|program|shim)\(\s*"([\w-]+)"/.anchorsMatchLineEndings()).map {
            String($0.1)
        }
        let named = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .flatMap { row in row.dropFirst(2).prefix { $0 != "|" }.matches(of: /`([\w-]+)`/).map { String($0.1) } }
        #expect(built.count > 20)
        #expect(Set(named) == Set(built))
    }

    private func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: Project.root + "/" + file)), as: UTF8.self)
    }
}
