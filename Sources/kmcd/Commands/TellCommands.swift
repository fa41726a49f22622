import ArgumentParser
import CareModel
import GatewayCore
import TraceFormat

extension ControlOption {
  /// Tells the running daemon something that a person decided.
  func tell(_ input: WardInput) async throws {
    let line = TraceLine(at: .zero, input: input).line
    _ = try await ask("tell " + line)
  }
}

/// `kmcd assign INFANT`: puts an infant into care, or hands it to other devices.
struct AssignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Puts an infant into care, or hands it to other devices.")

  @Argument(help: "The infant's pseudonym.")
  var infant: String
  @Option(help: "The bed.")
  var bed: String?
  @Option(help: "The binder's name in the configuration.")
  var binder: String?
  @Option(help: "The skin probe's name.")
  var probe: String?
  @Option(help: "The ward thermometer's name.")
  var room: String?
  @Option(help: "mother, father, family or unknown.")
  var provider = "unknown"
  @Option(help: "When the infant was born, such as 2026-01-10T03:20:00+08:00.")
  var born: String?
  @OptionGroup var control: ControlOption

  func validate() throws {
    if Provider(rawValue: provider) == nil {
      throw ValidationError("--provider is mother, father, family or unknown")
    }
    if let born, WallTime(iso8601: born) == nil {
      throw ValidationError("--born is a time such as 2026-01-10T03:20:00+08:00")
    }
  }

  func run() async throws {
    try await control.tell(
      .assign(
        Assignment(
          infant: InfantIdentifier(infant), bed: bed, binder: binder.map { .init($0) },
          probe: probe.map { .init($0) }, room: room.map { .init($0) },
          provider: Provider(rawValue: provider) ?? .unknown,
          born: born.flatMap { WallTime(iso8601: $0) })))
  }
}

/// `kmcd release INFANT`: ends an infant's care and prints its hours.
struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Ends an infant's care; its hours are booked and printed.")

  @Argument(help: "The infant's pseudonym.")
  var infant: String
  @OptionGroup var control: ControlOption

  func run() async throws { try await control.tell(.release(InfantIdentifier(infant))) }
}

/// Which alarm a person answers, and who it is.
struct ResponseArguments: ParsableArguments {
  @Argument(
    help: """
      The infant's pseudonym; the room's thermometer for cold-room and hot-room, the port for \
      port-lost, `gateway` for what is wrong with the gateway itself, `everything` for all.
      """)
  var subject: String
  @Argument(help: "The condition, such as hypothermia; all of the infant's where it is left out.")
  var condition: String?
  @Option(help: "A pseudonym for who answers.")
  var by: String?

  func validate() throws {
    if let condition, AlarmCondition(rawValue: condition) == nil {
      let names = AlarmCondition.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(condition)' is no condition; the conditions are \(names)")
    }
  }

  func input(_ kind: WardResponse.Kind) -> WardInput {
    .respond(
      WardResponse(
        kind: kind, condition: condition.flatMap(AlarmCondition.init), target: target,
        by: by.map { PersonIdentifier($0) }))
  }

  private var target: WardResponse.Target {
    switch (subject, condition.flatMap(AlarmCondition.init)) {
    case ("everything", nil): .everything
    case ("gateway", _): .gateway
    case (_, .coldRoom), (_, .hotRoom): .room(DeviceIdentifier(subject))
    case (_, .portLost): .port(PortIdentifier(subject))
    default: .infant(InfantIdentifier(subject))
    }
  }
}

/// `kmcd acknowledge SUBJECT [CONDITION]`: somebody has seen to this alarm.
struct AcknowledgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "Says that somebody has seen to an alarm.")

  @OptionGroup var response: ResponseArguments
  @OptionGroup var control: ControlOption

  func run() async throws { try await control.tell(response.input(.acknowledge)) }
}

/// `kmcd pause SUBJECT [CONDITION]`: silences an alarm for a short time.
struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Pauses an alarm's sound for a short time.")

  @OptionGroup var response: ResponseArguments
  @OptionGroup var control: ControlOption

  func run() async throws { try await control.tell(response.input(.pause)) }
}

/// `kmcd axillary INFANT DEGREES`: an armpit temperature that a nurse has measured.
struct AxillaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "axillary", abstract: "Enters an axillary temperature in degrees Celsius.")

  @Argument(help: "The infant's pseudonym.")
  var infant: String
  @Argument(help: "Degrees Celsius, 25 to 45.")
  var degrees: Double
  @OptionGroup var control: ControlOption

  func run() async throws {
    try await control.tell(.axillary(InfantIdentifier(infant), Celsius(degrees)))
  }
}
