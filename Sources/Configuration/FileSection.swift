/// The maps and lists at the top of the configuration file.
enum FileSection: String, CaseIterable, Sendable {
  /// The top of the file itself.
  case top = ""
  case site, time, ports, devices, dyads, settings, store, control, uplink, log

  /// A list of maps, rather than one map.
  var isList: Bool { self == .ports || self == .devices || self == .dyads }

  /// How a message names the place.
  var name: String {
    switch self {
    case .top: "the file"
    case .ports, .devices, .dyads: "an entry of `\(rawValue)`"
    default: "`\(rawValue)`"
    }
  }
}
