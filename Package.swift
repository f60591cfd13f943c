// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "sentrypeer",
    products: [
        .executable(name: "sentrypeer", targets: ["sentrypeer"]),
        .library(name: "SIP", targets: ["SIP"]),
    ],
    traits: [
        .default(enabledTraits: ["OpenDHT"]),
        .trait(name: "OpenDHT", description: "Sharing with other nodes, which needs libopendht."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(
            name: "SIP",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .target(name: "Telephony"),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "Events",
            dependencies: [
                "CProgram", "SIP", "Telephony",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "Store",
            dependencies: [
                "CSQLite", "Events", "Telephony",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ]
        ),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CDatagrams"),
        .target(name: "CProgram"),
        .target(
            name: "Honeypot",
            dependencies: [
                "CDatagrams", "Events", "SIP",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "_CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            resources: [.embedInCode("Personas/Files")]
        ),
        .target(
            name: "Delivery",
            dependencies: [
                "Events", "SIP", "Store", "Telephony",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "COpenDHT",
            cxxSettings: [.define("SENTRYPEER_OPENDHT", .when(traits: ["OpenDHT"]))],
            linkerSettings: [.linkedLibrary("opendht", .when(traits: ["OpenDHT"]))]
        ),
        .target(
            name: "Sharing",
            dependencies: [
                "CProgram", "Events", "SIP", "Store", "Telephony",
                .target(name: "COpenDHT", condition: .when(traits: ["OpenDHT"])),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "WebAPI",
            dependencies: [
                "CZlib", "Events", "SIP", "Store", "Telephony",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("OpenAPI"), .embedInCode("Pages/Files")]
        ),
        .executableTarget(
            name: "sentrypeer",
            dependencies: [
                "CProgram", "Delivery", "Events", "Honeypot", "SIP", "Sharing", "Store", "Telephony", "WebAPI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "ParseBenchmark",
            dependencies: ["SIP", .product(name: "NIOCore", package: "swift-nio")],
            path: "Benchmarks/ParseBenchmark"
        ),
        .executableTarget(
            name: "SharingSimulation", dependencies: ["Events", "SIP", "Sharing"], path: "Benchmarks/SharingSimulation"),
        .target(
            name: "RFC4475Messages",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")],
            path: "Tests/RFC4475Messages"
        ),
        .target(name: "ShellCommand", path: "Tests/ShellCommand"),
        .testTarget(
            name: "SIPTests",
            dependencies: ["RFC4475Messages", "SIP", .product(name: "NIOCore", package: "swift-nio")]
        ),
        .testTarget(name: "TelephonyTests", dependencies: ["ShellCommand", "Telephony"]),
        .testTarget(name: "EventsTests", dependencies: ["Events", "RFC4475Messages", "ShellCommand"]),
        .testTarget(name: "StoreTests", dependencies: ["CSQLite", "Store", "Telephony"]),
        .testTarget(
            name: "HoneypotTests",
            dependencies: ["Honeypot", .product(name: "NIOEmbedded", package: "swift-nio")]
        ),
        .testTarget(name: "DeliveryTests", dependencies: ["Delivery"]),
        .testTarget(name: "SharingTests", dependencies: ["Sharing"]),
        .testTarget(name: "WebAPITests", dependencies: ["CZlib", "ShellCommand", "WebAPI"]),
        .testTarget(name: "SentryPeerTests", dependencies: ["sentrypeer"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "RFC4475Messages", "Sharing", "sentrypeer", .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["Databases", "Scenarios"]
        ),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
