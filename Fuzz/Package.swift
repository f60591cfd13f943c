// swift-tools-version: 6.2
import PackageDescription

// A package of its own, for the sources are compiled another way here: with the coverage that libFuzzer
// steers by, and AddressSanitizer. `Sources/SIP` is a link to the library; `Sources/Events` and `Sources/Honeypot` hold
// links to what decides about calls, `Sources/Sharing` to what reads other nodes' values and its child's pipe.
let instrumented: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]
let testable: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]
let linked: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "fuzz",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    ],
    targets: [
        .target(name: "SIP", dependencies: [crypto, nio], swiftSettings: instrumented),
        .target(name: "Events", dependencies: [nio, "SIP"], swiftSettings: instrumented),
        .target(
            name: "Honeypot", dependencies: [nio, "Events", "SIP"],
            // What does I/O, and what needs personas.
            exclude: ["Calls/CallAnswers.swift", "Calls/Switchboard.swift", "Calls/Switchboard+Clock.swift"],
            swiftSettings: testable),
        .target(name: "Telephony", swiftSettings: instrumented),
        .target(
            name: "Sharing", dependencies: [crypto, "Events", "SIP", "Telephony"],
            // What needs whole events, and whom to believe.
            exclude: ["Batches/BatchBuilder.swift", "Batches/BatchEvent+ProbeEvent.swift"],
            swiftSettings: testable),
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "ParserFuzzer", dependencies: ["CLibFuzzer", "SIP", nio], swiftSettings: instrumented,
            linkerSettings: linked),
        .executableTarget(
            name: "FramerFuzzer", dependencies: ["CLibFuzzer", "SIP", nio], swiftSettings: instrumented,
            linkerSettings: linked),
        .executableTarget(
            name: "CallFuzzer", dependencies: ["CLibFuzzer", "Events", "Honeypot", "SIP", nio],
            swiftSettings: instrumented, linkerSettings: linked),
        .executableTarget(
            name: "ValueFuzzer", dependencies: ["CLibFuzzer", "Events", "Sharing"], swiftSettings: instrumented,
            linkerSettings: linked),
        .executableTarget(
            name: "PipeFuzzer", dependencies: ["CLibFuzzer", "Sharing"], swiftSettings: instrumented,
            linkerSettings: linked),
    ],
    swiftLanguageModes: [.v6]
)
