// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioConcurrency = Target.Dependency.product(
  name: "NIOConcurrencyHelpers", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "kmc-gateway",
  products: [
    .executable(name: "kmcd", targets: ["kmcd"]),
    .executable(name: "kmc-bench", targets: ["Benchmark"]),
    .executable(name: "kmc-eval", targets: ["Evaluation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
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
    .systemLibrary(
      name: "CSerialPort", pkgConfig: "libserialport", providers: [.apt(["libserialport-dev"])]),

    .systemLibrary(
      name: "CMosquitto", pkgConfig: "libmosquitto",
      providers: [.apt(["libmosquitto-dev", "libssl-dev"])]),

    // Shells: wait for the world, decide nothing.
    .target(
      name: "SerialIO",
      dependencies: ["CPseudoTerminal", "CSerialPort", nioCore, nioPosix, nioConcurrency],
      swiftSettings: swift),
    .target(
      name: "Store", dependencies: ["CareModel", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: swift),
    .target(
      name: "Configuration", dependencies: ["CareModel", .product(name: "Yams", package: "Yams")],
      swiftSettings: swift),
    .target(
      name: "ControlSocket", dependencies: [nioCore, nioPosix, nioConcurrency],
      swiftSettings: swift),
    .target(
      name: "Uplink", dependencies: ["CareModel", "Configuration", "Store", "CMosquitto"],
      swiftSettings: swift),
    .target(name: "ServiceManager", dependencies: ["CareModel"], swiftSettings: swift),
    .target(
      name: "GatewayRuntime",
      dependencies: [
        "CareModel", "WireProtocol", "Devices", "GatewayCore", "TraceFormat", "Configuration",
        "SerialIO", "Store", "ControlSocket", "CKernelClock", "Messages", "Uplink", nioCore,
        nioPosix, nioConcurrency,
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
        "WireProtocol", "Devices", "Uplink", "ServiceManager", logging, nioPosix,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: swift),

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
        "ServiceManager", "CareModel", "Configuration", "GatewayCore", "GatewayRuntime", nioPosix,
      ], swiftSettings: swift),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swift),
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
        "SimulatedWard",
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
      name: "ConfigurationTests", dependencies: ["Configuration", "CareModel", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "ControlSocketTests",
      dependencies: ["ControlSocket", nioCore, nioPosix, nioConcurrency], swiftSettings: swift),
  ]
)
