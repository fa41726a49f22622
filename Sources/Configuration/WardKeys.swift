import CareModel

/// The keys of an entry of `ports`.
enum PortKeys {
  static let name = FileKey<String>(
    .ports, "name", "The port's name in messages and alarms", .required, .identifier)
  static let path = FileKey<String>(
    .ports, "path", "The serial device, best by `/dev/serial/by-id/`", .required, .absolutePath,
    source: "a by-id path stays the same when adapters are plugged in another order")
  static let baud = FileKey<Int>(
    .ports, "baud", "Line speed, always 8N1", unit: "Bd", .byDefault(115_200),
    .integer(among: [9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600]))
  static let mode = FileKey<PortMode>(
    .ports, "mode", "Whether boards speak by themselves or when asked", .byDefault(.streaming),
    .word, source: "Firmware-protocol/PROTOCOL.md")
  static let addresses = FileKey<[Int]>(
    .ports, "addresses", "The boards on the line; only for `mode: polled`, which needs it",
    .optional("a streaming line has none"), .addresses, source: "Firmware-protocol/PROTOCOL.md")
  static let pollPeriod = FileKey<TimeLength>(
    .ports, "poll_period_s", "How often each board is asked; only for `mode: polled`", unit: "s",
    .byDefault(.seconds(5)), .seconds(1...60))

  static let all: [KeyDescription] = [
    name.description, path.description, baud.description, mode.description, addresses.description,
    pollPeriod.description,
  ]
}

/// The keys of an entry of `devices`.
enum DeviceKeys {
  static let name = FileKey<String>(
    .devices, "name", "The device's name in dyads, traces and alarms", .required, .identifier)
  static let kind = FileKey<DeviceRole>(
    .devices, "kind", "What the device is", .required, .word,
    source: "Firmware-protocol/PROTOCOL.md")
  static let serial = FileKey<UInt64>(
    .devices, "serial", "Factory serial number, as on the label", .required, .serialNumber,
    source: "Firmware-protocol/PROTOCOL.md")
  static let reportPeriod = FileKey<TimeLength>(
    .devices, "report_period_s", "How often the board is told to report", unit: "s",
    .optional("the board keeps its own"), .seconds(1...60),
    source: "Firmware-protocol/PROTOCOL.md")

  static let all: [KeyDescription] = [
    name.description, kind.description, serial.description, reportPeriod.description,
  ]
}

/// The keys of an entry of `dyads`.
enum DyadKeys {
  static let infant = FileKey<String>(
    .dyads, "infant", "A pseudonym for the infant, never a name", .required, .identifier)
  static let bed = FileKey<String>(
    .dyads, "bed", "The bed, as people call it", .optional("the bed is not shown"), .label)
  static let binder = FileKey<String>(
    .dyads, "binder", "The binder's name in `devices`", .optional("contact is unobserved"),
    .identifier)
  static let probe = FileKey<String>(
    .dyads, "probe", "The skin probe's name in `devices`",
    .optional("the infant's temperature is unknown"), .identifier)
  static let room = FileKey<String>(
    .dyads, "room", "The ward thermometer's name in `devices`",
    .optional("the room's temperature is unknown"), .identifier)
  static let provider = FileKey<Provider>(
    .dyads, "provider", "Who has the infant on the chest", .byDefault(.unknown), .word,
    source: "WHO 2023: provider is recorded")
  static let born = FileKey<WallTime>(
    .dyads, "born", "When the infant was born", .optional("its age at contact is not told"),
    .moment, source: "WHO 2023: age at initiation")

  static let all: [KeyDescription] = [
    infant.description, bed.description, binder.description, probe.description, room.description,
    provider.description, born.description,
  ]
}

extension ValueRule where Value == TimeLength {
  static func seconds(_ range: ClosedRange<Double>) -> ValueRule<TimeLength> {
    ValueRule<Double>.number(range, unit: "s")
      .map({ .seconds($0) }, back: { $0.seconds })
  }
}
