// swift-tools-version: 6.2
import PackageDescription

// A target is one line here and one paragraph in docs/architecture.md. No pkgConfig anywhere: SwiftPM
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
func support(_ name: String) -> Target {
    .target(name: name, path: "Tests/" + name, swiftSettings: strict)
}

let package = Package(
    name: "toccata",
    targets: [
        // Programs
        program("toccata", ["ToccataCLI"]),

        // Faces
        module(
            "ToccataCLI",
            [
                "BachAPI", "BachClient", "PlainText", "ToccataConductor", "ToccataConfig", "ToccataCore",
                "ToccataLedger", "ToccataRuntime",
            ]
        ),

        // Wiring
        module(
            "ToccataRuntime",
            [
                "BachAPI", "BachClient", "CursesTerminal", "HTTPKit", "ProcessKit", "TerminalKit", "ToccataApp",
                "ToccataConductor", "ToccataConfig", "ToccataCore", "ToccataLedger", "ToccataUI",
            ]
        ),

        // Pure
        module("ToccataApp", ["BachAPI", "PlainText", "TerminalKit", "ToccataCore"]),
        module("ToccataUI", ["BachAPI", "PlainText", "TerminalKit", "ToccataApp", "ToccataCore"]),
        // Services
        module("ToccataConductor", ["BachAPI", "BachClient", "HTTPKit", "PlainText", "ToccataCore", "ToccataLedger"]),

        // Adapters
        module("CursesTerminal", ["CTerminal", "TerminalKit", "PlainText"]),
        // The local server
        program("bach-local", ["BachServer"]),
        module("BachServer", ["BachAPI", "CMicroHTTPD", "HTTPKit", "PlainText", "ProcessKit", "SQLiteKit"]),

        // Kits
        module("HTTPKit", ["CCurl"]),
        module("ProcessKit", ["CProcess"]),
        module("SQLiteKit", ["CSQLite"]),
        module("TerminalKit", ["PlainText"]),

        // Adapters
        module("ToccataConfig", ["BachAPI", "CYAML", "ProcessKit", "ToccataCore"]),
        module("ToccataLedger", ["BachAPI", "SQLiteKit", "ToccataCore"]),
        module("BachClient", ["BachAPI", "HTTPKit"]),

        // Values
        module("BachAPI", ["CCrypto"]),
        module("PlainText"),
        module("ToccataCore", ["BachAPI"]),

        // C
        shim("CMicroHTTPD", links: ["microhttpd"]),
        shim("CCrypto", links: ["crypto"]),
        shim("CCurl", links: []),
        shim("CProcess", links: []),
        shim("CTerminal", links: ["ncursesw", "tinfo"]),
        shim("CSQLite", links: ["sqlite3"]),
        shim("CYAML", links: ["yaml"]),

        // Tests
        support("LoopbackServer"),
        support("Scratch"),
        tests("BachAPI", ["BachAPI"]),
        tests("BachClient", ["BachClient", "BachAPI", "HTTPKit", "LoopbackServer", "Scratch"]),
        tests("HTTPKit", ["HTTPKit", "LoopbackServer"]),
        tests("CursesTerminal", ["CursesTerminal", "CTerminal", "TerminalKit"]),
        tests("BachServer", ["bach-local", "BachServer", "BachAPI", "HTTPKit", "ProcessKit", "SQLiteKit", "Scratch"]),
        tests("PlainText", ["PlainText"]),
        tests("ProcessKit", ["ProcessKit"]),
        tests("SQLiteKit", ["Scratch", "SQLiteKit"]),
        tests("ToccataCLI", ["ToccataCLI", "BachAPI", "ToccataCore"]),
        tests("ToccataConfig", ["BachAPI", "Scratch", "ToccataConfig", "ToccataCore"]),
        tests(
            "ToccataConductor",
            [
                "BachAPI", "BachClient", "BachServer", "HTTPKit", "Scratch", "ToccataConductor", "ToccataCore",
                "ToccataLedger",
            ]
        ),
        tests("ToccataCore", ["ToccataCore", "BachAPI"]),
        tests("TerminalKit", ["TerminalKit"]),
        tests("ToccataLedger", ["BachAPI", "Scratch", "SQLiteKit", "ToccataCore", "ToccataLedger"]),
        tests(
            "ToccataRuntime",
            [
                "BachAPI", "BachClient", "ProcessKit", "Scratch", "TerminalKit", "ToccataApp", "ToccataConductor",
                "ToccataConfig", "ToccataCore", "ToccataLedger", "ToccataRuntime",
            ]
        ),
        tests("ToccataApp", ["ToccataApp", "BachAPI", "TerminalKit", "ToccataCore"]),
        tests("EndToEnd", ["BachAPI", "ProcessKit", "Scratch", "bach-local", "toccata"]),
        tests("ToccataUI", ["ToccataUI", "BachAPI", "TerminalKit", "ToccataApp", "ToccataCore"]),
    ],
    swiftLanguageModes: [.v6]
)
