// swift-tools-version: 6.2
import PackageDescription

// A target is one line here and one row in docs/architecture.md. No pkgConfig anywhere: SwiftPM
// drops the defines that ncurses needs, and the portable build could not choose static libraries.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func shim(_ name: String, links libraries: [String]) -> Target {
    .target(name: name, linkerSettings: libraries.map { .linkedLibrary($0) })
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: strict)
}

/// What several test targets share.
func support(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/" + name, swiftSettings: strict)
}

/// A program that only tests use.
func helper(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: "Tests/" + name, swiftSettings: strict)
}

let package = Package(
    name: "toccata",
    targets: [
        // Programs
        program("bach-local", ["BachServer"]),
        program("poll-simulation", ["PollSimulation"]),
        program("toccata", ["ToccataCLI"]),

        // Faces
        module(
            "ToccataCLI",
            [
                "BachAPI", "BachClient", "PlainText", "ToccataApp", "ToccataConductor", "ToccataConfig", "ToccataCore",
                "ToccataLedger", "ToccataRuntime",
            ]
        ),

        // Wiring
        module(
            "ToccataRuntime",
            [
                "BachAPI", "BachClient", "CursesTerminal", "HTTPKit", "HTTPServerKit", "PlainText", "ProcessKit",
                "TerminalKit", "ToccataApp",
                "ToccataConductor", "ToccataConfig", "ToccataCore", "ToccataLedger", "ToccataUI",
            ]
        ),

        // Pure
        module("PollSimulation", ["BachAPI", "ToccataCore"]),
        module("ToccataApp", ["BachAPI", "TerminalKit", "ToccataCore"]),
        module("ToccataUI", ["BachAPI", "PlainText", "TerminalKit", "ToccataApp", "ToccataCore"]),

        // Services
        module("BachServer", ["BachAPI", "HTTPKit", "HTTPServerKit", "PlainText", "ProcessKit", "SQLiteKit"]),
        module("ToccataConductor", ["BachAPI", "BachClient", "HTTPKit", "PlainText", "ToccataCore", "ToccataLedger"]),

        // Adapters
        module("BachClient", ["BachAPI", "HTTPKit"]),
        module("CursesTerminal", ["CTerminal", "PlainText", "TerminalKit"]),
        module("ToccataConfig", ["BachAPI", "CYAML", "ProcessKit", "TerminalKit", "ToccataCore"]),
        module("ToccataLedger", ["BachAPI", "SQLiteKit", "ToccataCore"]),

        // Kits
        module("HTTPKit", ["CCurl"]),
        module("HTTPServerKit", ["CMicroHTTPD"]),
        module("ProcessKit", ["CProcess"]),
        module("SQLiteKit", ["CSQLite"]),
        module("TerminalKit", ["PlainText"]),

        // Values
        module("BachAPI", ["CCrypto"]),
        module("PlainText"),
        module("ToccataCore", ["BachAPI"]),

        // C
        shim("CCrypto", links: ["crypto"]),
        shim("CCurl", links: []),
        shim("CMicroHTTPD", links: []),
        shim("CProcess", links: []),
        shim("CSQLite", links: ["sqlite3"]),
        shim("CTerminal", links: ["ncursesw", "tinfo"]),
        shim("CYAML", links: ["yaml"]),

        // Tests
        support("LoopbackServer"),
        support("MediaTools", ["BachAPI", "ProcessKit", "Scratch"]),
        support("RawHTTP", ["HTTPServerKit"]),
        support("Scratch"),
        helper(
            "torture",
            [
                "BachAPI", "BachClient", "HTTPKit", "ProcessKit", "SQLiteKit", "Scratch", "ToccataConductor",
                "ToccataCore", "ToccataLedger", "bach-local",
            ]
        ),
        tests("BachAPI", ["BachAPI", "Scratch"]),
        tests("BachClient", ["BachAPI", "BachClient", "HTTPKit", "LoopbackServer", "ProcessKit", "Scratch"]),
        tests(
            "BachServer",
            [
                "BachAPI", "BachServer", "HTTPKit", "HTTPServerKit", "LoopbackServer", "MediaTools", "ProcessKit",
                "SQLiteKit",
                "RawHTTP",
                "Scratch", "bach-local",
            ]
        ),
        tests("CursesTerminal", ["CTerminal", "CursesTerminal", "TerminalKit"]),
        tests(
            "EndToEnd",
            [
                "BachAPI", "HTTPServerKit", "LoopbackServer", "MediaTools", "PlainText", "ProcessKit", "RawHTTP",
                "Scratch", "ToccataCore", "ToccataLedger", "bach-local", "toccata",
            ]
        ),
        tests("HTTPKit", ["HTTPKit", "LoopbackServer"]),
        tests("HTTPServerKit", ["HTTPServerKit", "RawHTTP", "Scratch"]),
        tests("PlainText", ["BachAPI", "PlainText", "Scratch"]),
        tests("PollSimulation", ["PollSimulation"]),
        tests("ProcessKit", ["ProcessKit", "Scratch"]),
        tests("Reference", ["BachAPI", "BachClient", "BachServer", "HTTPKit", "ToccataApp", "ToccataCLI"]),
        tests("SQLiteKit", ["SQLiteKit", "Scratch"]),
        tests("TerminalKit", ["PlainText", "Scratch", "TerminalKit"]),
        tests("ToccataApp", ["BachAPI", "Scratch", "TerminalKit", "ToccataApp", "ToccataCore"]),
        tests("ToccataCLI", ["BachAPI", "BachClient", "ToccataCLI", "ToccataConductor", "ToccataCore"]),
        tests(
            "ToccataConductor",
            [
                "BachAPI", "BachClient", "BachServer", "HTTPKit", "SQLiteKit", "Scratch", "ToccataConductor",
                "ToccataCore",
                "ToccataLedger",
            ]
        ),
        tests("ToccataConfig", ["BachAPI", "Scratch", "TerminalKit", "ToccataConfig", "ToccataCore"]),
        tests("ToccataCore", ["BachAPI", "Scratch", "ToccataCore"]),
        tests("ToccataLedger", ["BachAPI", "SQLiteKit", "Scratch", "ToccataCore", "ToccataLedger"]),
        tests(
            "ToccataRuntime",
            [
                "BachAPI", "BachClient", "ProcessKit", "RawHTTP", "Scratch", "TerminalKit", "ToccataApp",
                "ToccataConductor", "ToccataConfig", "ToccataCore", "ToccataLedger", "ToccataRuntime",
            ]
        ),
        tests(
            "ToccataUI",
            ["BachAPI", "PlainText", "Scratch", "TerminalKit", "ToccataApp", "ToccataCore", "ToccataUI"]
        ),
    ],
    swiftLanguageModes: [.v6]
)
