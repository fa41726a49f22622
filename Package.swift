// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
// 140,000 places that the loader puts right in 28 kB, not in 3.4 MB that stay in memory. The second
// flag keeps what the runtime finds by the name of its section.
let compactRelocations: [LinkerSetting] = [
  .unsafeFlags([
    "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "nostart-stop-gc",
    "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
  ])
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioConcurrency = Target.Dependency.product(
  name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
// It has a module `Configuration` of its own.
let hummingbird = Target.Dependency.product(
  name: "Hummingbird", package: "hummingbird",
  moduleAliases: ["Configuration": "SwiftConfiguration"])

let package = Package(
  name: "kmc-gateway",
  products: [
    .executable(name: "kmcd", targets: ["kmcd"]),
    .executable(name: "kmc-bench", targets: ["Benchmark"]),
    .executable(name: "kmc-eval", targets: ["Evaluation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", "3.0.0"..<"5.0.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Pure: no clock, no I/O, no chance. Imports point downwards only; LayoutTests hold the list.
    .target(name: "CareModel", swiftSettings: swift),
    .target(name: "CareLogic", dependencies: ["CareModel"], swiftSettings: swift),
    .target(name: "WireProtocol", swiftSettings: swift),
    .target(name: "Devices", dependencies: ["CareModel", "WireProtocol"], swiftSettings: swift),
    .target(
      name: "GatewayCore", dependencies: ["CareModel", "CareLogic", "WireProtocol", "Devices"],
      swiftSettings: swift),
    .target(name: "TraceFormat", dependencies: ["CareModel", "GatewayCore"], swiftSettings: swift),
    .target(
      name: "Messages", dependencies: ["CareModel", "GatewayCore", "TraceFormat"],
      swiftSettings: swift),
    .target(name: "AlarmSignals", dependencies: ["CareModel"], swiftSettings: swift),
    .target(
      name: "StationModel", dependencies: ["CareModel", "CareLogic", "GatewayCore"],
      swiftSettings: swift),
    .target(
      name: "StationInterface", dependencies: ["CareModel", "StationModel"], swiftSettings: swift),
    .target(
      name: "Presentation",
      dependencies: ["CareModel", "CareLogic", "WireProtocol", "GatewayCore"],
      swiftSettings: swift),
    .target(
      name: "SimulatedWard", dependencies: ["CareModel", "KMCProtocolC"], swiftSettings: swift),

    // The boards' reference codec, and what Swift cannot call by itself.
    .target(
      name: "KMCProtocolC", path: "Firmware-protocol/c",
      exclude: ["Makefile", "README.md", "tests", "examples", "fuzz"],
      sources: ["src"], publicHeadersPath: "include"),
    .target(name: "CPseudoTerminal"),
    .target(name: "CKernelClock"),
    .target(name: "CProgramPages"),
    .systemLibrary(
      name: "CSerialPort", pkgConfig: "libserialport", providers: [.apt(["libserialport-dev"])]),

    .systemLibrary(
      name: "CMosquitto", pkgConfig: "libmosquitto",
      providers: [.apt(["libmosquitto-dev", "libssl-dev"])]),

    .target(name: "CGpioLines", linkerSettings: [.linkedLibrary("gpiod")]),

    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Shells: wait for the world, decide nothing.
    .target(
      name: "SerialIO",
      dependencies: ["CPseudoTerminal", "CSerialPort", nioCore, nioPosix, nioConcurrency],
      swiftSettings: swift),
    .target(
      name: "Store", dependencies: ["CareModel", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: swift),
    .target(
      name: "Configuration",
      dependencies: ["CareModel", "AlarmSignals", .product(name: "Yams", package: "Yams")],
      swiftSettings: swift),
    .target(
      name: "ControlSocket", dependencies: [nioCore, nioPosix, nioConcurrency],
      swiftSettings: swift),
    .target(
      name: "Uplink", dependencies: ["CareModel", "Configuration", "Store", "CMosquitto"],
      swiftSettings: swift),
    .target(
      name: "GPIO", dependencies: ["CGpioLines", "Configuration", nioPosix],
      swiftSettings: swift),
    .target(
      name: "AlarmOutputs", dependencies: ["CareModel", "AlarmSignals", "GPIO", "Configuration"],
      swiftSettings: swift),
    .target(
      name: "Relay",
      dependencies: [
        "CareModel", "Configuration", "Messages", "StationInterface", "StationModel",
        "TraceFormat", "Uplink",
      ], swiftSettings: swift),
    .target(
      name: "Station",
      dependencies: [
        "CareModel", "Configuration", "StationModel", "StationInterface", hummingbird, logging,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"), nioCore, nioSSL, lifecycle,
      ], resources: [.embedInCode("Page"), .embedInCode("openapi.json")], swiftSettings: swift),
    .target(name: "ServiceManager", dependencies: ["CareModel"], swiftSettings: swift),
    .target(
      name: "GatewayRuntime",
      dependencies: [
        "CareModel", "WireProtocol", "Devices", "GatewayCore", "TraceFormat", "Configuration",
        "SerialIO", "Store", "ControlSocket", "CKernelClock", "CZlib", "Messages", "Uplink",
        "AlarmOutputs", "Relay", "Station", "StationInterface", "StationModel",
        nioCore, nioPosix, nioConcurrency,
      ], swiftSettings: swift),
    .target(
      name: "Demo",
      dependencies: [
        "CareModel", "GatewayCore", "Configuration", "SerialIO", "GatewayRuntime", "Presentation",
        "SimulatedWard", nioCore, nioPosix,
      ], swiftSettings: swift),
    .executableTarget(
      name: "kmcd",
      dependencies: [
        "CareModel", "CareLogic", "GatewayCore", "TraceFormat", "Configuration", "Store",
        "ControlSocket", "GatewayRuntime", "Presentation", "Demo", "Messages", "SerialIO",
        "WireProtocol", "Devices", "Uplink", "ServiceManager", "AlarmOutputs", "Relay", "Station",
        "CProgramPages", logging, nioPosix, lifecycle,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: swift, linkerSettings: compactRelocations),

    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "CareModel", "WireProtocol", "Devices", "GatewayCore", "TraceFormat", "SimulatedWard",
      ], swiftSettings: swift),

    .target(
      name: "EvaluationCore",
      dependencies: ["CareModel", "GatewayCore", "SimulatedWard", "TraceFormat"],
      swiftSettings: swift),
    .executableTarget(name: "Evaluation", dependencies: ["EvaluationCore"], swiftSettings: swift),

    .testTarget(
      name: "MessagesTests",
      dependencies: [
        "CareModel", "WireProtocol", "Devices", "GatewayCore", "TraceFormat", "SimulatedWard",
        "Messages", "TestSupport",
      ], swiftSettings: swift),
    .testTarget(
      name: "UplinkTests", dependencies: ["Uplink", "Store", "CareModel", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "MQTTTests",
      dependencies: ["Uplink", "CMosquitto", "CareModel", "Configuration", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "ServiceManagerTests",
      dependencies: [
        "ServiceManager", "CareModel", "Configuration", "GatewayCore", "GatewayRuntime", "Store",
        nioPosix,
      ], swiftSettings: swift),
    // The test program has the fake's functions, and so they come before the library's.
    .target(name: "FakeGpiod", path: "Tests/FakeGpiod", exclude: ["library2"]),
    .target(
      name: "TestSupport", dependencies: ["FakeGpiod"], path: "Tests/TestSupport",
      swiftSettings: swift),
    .testTarget(
      name: "AlarmSignalsTests", dependencies: ["AlarmSignals", "CareModel"], swiftSettings: swift),
    .testTarget(
      name: "GPIOTests", dependencies: ["GPIO", "Configuration", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "AlarmOutputsTests",
      dependencies: [
        "AlarmOutputs", "AlarmSignals", "GPIO", "Configuration", "CareModel", "TestSupport",
      ], swiftSettings: swift),
    .testTarget(
      name: "RelayTests",
      dependencies: [
        "Relay", "Uplink", "CareModel", "Configuration", "Messages", "StationInterface",
        "StationModel", "TestSupport",
      ], swiftSettings: swift),
    .executableTarget(
      name: "StationFixture",
      dependencies: ["CareModel", "Configuration", "Station", "StationInterface", "StationModel"],
      path: "Tests/StationFixture", swiftSettings: swift),
    .testTarget(
      name: "StationModelTests",
      dependencies: ["StationModel", "CareModel", "CareLogic", "GatewayCore", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "StationTests",
      dependencies: [
        "Station", "StationFixture", "StationModel", "StationInterface", "Configuration",
        "CareModel", "TestSupport", hummingbird, logging, nioCore, nioEmbedded, nioPosix, nioSSL,
        lifecycle,
      ], swiftSettings: swift),
    .testTarget(name: "LayoutTests", swiftSettings: swift),
    .testTarget(
      name: "CareModelTests", dependencies: ["CareModel", "TestSupport"], swiftSettings: swift),
    .testTarget(
      name: "CareLogicTests", dependencies: ["CareModel", "CareLogic", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "GatewayCoreTests",
      dependencies: [
        "CareModel", "CareLogic", "WireProtocol", "Devices", "GatewayCore", "TraceFormat",
        "SimulatedWard", "TestSupport",
      ], swiftSettings: swift),
    .testTarget(
      name: "DemoTests",
      dependencies: [
        "CareModel", "GatewayCore", "GatewayRuntime", "Presentation", "Demo", "SimulatedWard",
        "TraceFormat", "Configuration",
      ],
      swiftSettings: swift),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "kmcd", "CareModel", "WireProtocol", "Devices", "SerialIO", "SimulatedWard", "TraceFormat",
        "GatewayRuntime", "ControlSocket", "Store", "Configuration", "GatewayCore", "Messages",
        "Uplink", "TestSupport",
      ], swiftSettings: swift),
    .testTarget(
      name: "WireProtocolTests", dependencies: ["WireProtocol", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "DevicesTests", dependencies: ["CareModel", "Devices", "WireProtocol", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "TraceFormatTests",
      dependencies: ["CareModel", "GatewayCore", "TraceFormat", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "SimulatedWardTests", dependencies: ["CareModel", "KMCProtocolC", "SimulatedWard"],
      swiftSettings: swift),
    .testTarget(
      name: "EvaluationTests",
      dependencies: ["CareModel", "SimulatedWard", "TraceFormat", "EvaluationCore"],
      swiftSettings: swift),
    .testTarget(
      name: "PresentationTests",
      dependencies: ["CareModel", "CareLogic", "WireProtocol", "GatewayCore", "Presentation"],
      swiftSettings: swift),
    .testTarget(
      name: "SerialIOTests",
      dependencies: ["SerialIO", "CPseudoTerminal", nioCore, nioPosix, nioConcurrency],
      swiftSettings: swift),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "CareModel", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: swift),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["Configuration", "AlarmSignals", "CareModel", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "ControlSocketTests",
      dependencies: ["ControlSocket", nioCore, nioPosix, nioConcurrency], swiftSettings: swift),
  ]
)
