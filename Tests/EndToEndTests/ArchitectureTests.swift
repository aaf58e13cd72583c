import FoundationEssentials
import Testing

@Suite("The page on architecture")
struct ArchitectureTests {
    @Test("names every module that the manifest builds, with everything it uses, and no other")
    func isTrue() throws {
        let built = try built()

        #expect(built.count > 20)
        #expect(try described() == built)
    }

    @Test("is right that a C module has one importer")
    func oneImporter() throws {
        let built = try built()
        for shim in built.keys where shim.starts(with: /C[A-Z]/) {
            #expect(built.values.count { $0.contains(shim) } == 1, "\(shim)")
        }
    }

    /// What each module may use, by the manifest.
    private func built() throws -> [String: Set<String>] {
        let target = /^ {8}(?:module|program|shim)\(\s*"([\w-]+)"(?:,\s*\[([^\]]*)\])?/.anchorsMatchLineEndings()
        let modules = try text("Package.swift").matches(of: target).map { (String($0.1), names(in: $0.2 ?? "")) }
        return Dictionary(uniqueKeysWithValues: modules)
    }

    /// The same, by the first and the last column of the page's table.
    private func described() throws -> [String: Set<String>] {
        var modules: [String: Set<String>] = [:]
        for row in try text("docs/architecture.md").split(separator: "\n") where row.hasPrefix("| `") {
            let cells = row.split(separator: "|")
            for name in names(in: cells[0]) { modules[name] = cells.count > 2 ? names(in: cells[2]) : [] }
        }
        return modules
    }

    private func names(in text: Substring) -> Set<String> {
        Set(text.matches(of: /["`]([\w-]+)["`]/).map { String($0.1) })
    }

    private func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: Project.root + "/" + file)), as: UTF8.self)
    }
}
