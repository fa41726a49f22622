/// What each target may import: the direction of the whole package, held in one place.
///
/// To add a line here is a decision about the layout; docs/DECISIONS.md says why it is as it is.
enum ImportList {
  private static let loop: Set = ["NIOConcurrencyHelpers", "NIOCore", "NIOPosix"]

  static let allowed: [String: Set<String>] = [
    // Pure: they decide.
    "CareModel": [],
    "CareLogic": ["CareModel"],
    "WireProtocol": [],
    "Devices": ["CareModel", "WireProtocol"],
    "GatewayCore": ["CareModel", "CareLogic", "WireProtocol", "Devices"],
    "TraceFormat": ["CareModel", "GatewayCore"],
    "Messages": ["CareModel", "GatewayCore", "TraceFormat"],
    "AlarmSignals": ["CareModel"],
    "StationModel": ["CareModel", "CareLogic", "GatewayCore"],
    "StationInterface": ["CareModel", "StationModel"],
    "Presentation": ["CareModel", "CareLogic", "GatewayCore", "WireProtocol"],
    "SimulatedWard": ["CareModel", "KMCProtocolC"],
    // Shells: they wait for the world.
    "SerialIO": loop.union(["CPseudoTerminal", "CSerialPort", "Glibc"]),
    "Store": ["CareModel", "GRDB", "Foundation", "Glibc", "Musl", "Synchronization"],
    "Configuration": ["CareModel", "AlarmSignals", "Yams", "Foundation", "Glibc"],
    "GPIO": ["CGpioLines", "Configuration", "Glibc", "NIOPosix", "Synchronization"],
    "AlarmOutputs": ["CareModel", "AlarmSignals", "Configuration", "GPIO", "Synchronization"],
    "Relay": [
      "CareModel", "Configuration", "Messages", "StationInterface", "StationModel", "TraceFormat",
      "Uplink", "Foundation", "Synchronization",
    ],
    "Station": [
      "CareModel", "Configuration", "StationModel", "StationInterface", "Hummingbird",
      "HummingbirdCore", "HummingbirdTLS", "HTTPTypes", "Crypto", "Logging", "NIOCore", "NIOSSL",
      "ServiceLifecycle", "Foundation", "Glibc", "Synchronization",
    ],
    "ControlSocket": loop.union(["Glibc"]),
    "Uplink": ["CareModel", "Configuration", "Store", "CMosquitto", "Glibc", "Synchronization"],
    "ServiceManager": ["CareModel", "Glibc", "Synchronization"],
    "GatewayRuntime": [
      "CareModel", "WireProtocol", "Devices", "GatewayCore", "TraceFormat", "Configuration",
      "SerialIO", "Store", "ControlSocket", "CKernelClock", "CZlib", "Messages", "Uplink",
      "AlarmOutputs", "Relay", "Station", "StationInterface", "StationModel", "NIOCore", "NIOPosix",
      "NIOConcurrencyHelpers", "Foundation", "Glibc", "Synchronization",
    ],
    "Demo": [
      "CareModel", "GatewayCore", "Configuration", "SerialIO", "GatewayRuntime", "Presentation",
      "SimulatedWard", "NIOCore", "NIOPosix", "Foundation", "Synchronization",
    ],
    // Programs: they put the parts together.
    "kmcd": anyPart.union([
      "ArgumentParser", "CProgramPages", "Logging", "ServiceLifecycle", "UnixSignals", "NIOCore",
      "NIOPosix", "Foundation", "Glibc", "Synchronization",
    ]),
    "EvaluationCore": [
      "CareModel", "GatewayCore", "SimulatedWard", "TraceFormat", "Foundation",
    ],
    "Evaluation": ["EvaluationCore", "Foundation"],
    "Benchmark": [
      "CareModel", "Devices", "GatewayCore", "SimulatedWard", "TraceFormat", "WireProtocol",
      "Glibc",
    ],
  ]

  private static let anyPart: Set = [
    "CareModel", "CareLogic", "WireProtocol", "Devices", "GatewayCore", "TraceFormat",
    "Presentation", "SimulatedWard", "SerialIO", "Store", "Configuration", "ControlSocket",
    "GatewayRuntime", "Demo", "Messages", "Uplink", "ServiceManager", "AlarmOutputs", "Relay",
    "Station",
  ]

  /// What one file alone may import beyond its target's list.
  static let allowedInFile: [String: Set<String>] = [
    // Only for `exp` and `log`.
    "Sources/CareLogic/Contact/ContactSmoother.swift": ["Glibc"],
    "Sources/CareLogic/Contact/Densities.swift": ["Glibc"],
    "Sources/CareLogic/Contact/BinderSignals.swift": ["Glibc"],
    "Sources/CareLogic/Contact/SituationEvidence.swift": ["Glibc"],
    "Sources/CareLogic/Contact/BinderCalibration.swift": ["Glibc"],
    "Sources/CareLogic/Contact/LearntLevel.swift": ["Glibc"],
    // Asks the terminal what it is.
    "Sources/Presentation/Terminal.swift": ["Glibc"],
  ]

  /// C targets: what Swift cannot call by itself.
  static let cTargets: Set = [
    "CGpioLines", "CKernelClock", "CMosquitto", "CProgramPages", "CPseudoTerminal", "CSerialPort",
    "CZlib",
  ]

  /// Comes with the toolchain or the C library, so no dependency of a target names it.
  static let system: Set = ["Foundation", "Glibc", "Musl", "Synchronization"]

  /// Targets that decide or describe: no clock, no waiting, no I/O, no chance.
  static let pure: Set = [
    "CareModel", "CareLogic", "WireProtocol", "Devices", "GatewayCore", "TraceFormat",
    "Presentation", "SimulatedWard", "Messages", "AlarmSignals", "StationModel",
  ]

  static func violations(in file: SourceFile) -> [Violation] {
    guard let target = allowed[file.target] else {
      return [
        Violation(
          path: file.path, line: 1,
          advice: "target \(file.target) is not in ImportList; say there what it may import")
      ]
    }
    let mayImport = target.union(allowedInFile[file.path] ?? [])
    return file.imports.filter { !mayImport.contains($0.module) }.map { module, line in
      let list = mayImport.isEmpty ? "nothing" : mayImport.sorted().joined(separator: ", ")
      return Violation(
        path: file.path, line: line,
        advice: "\(file.target) may not import \(module), only \(list); move the code to a target "
          + "that may, or change ImportList")
    }
  }
}
