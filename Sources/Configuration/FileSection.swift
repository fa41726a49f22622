/// The maps and lists of the configuration file.
enum FileSection: String, CaseIterable, Sendable {
  /// The top of the file itself.
  case top = ""
  case site, time, ports, devices, dyads, settings, store, control, uplink, station, gpio, log
  case gpioOutputs = "gpio.outputs"
  case gpioButtons = "gpio.buttons"
  case gpioBuckles = "gpio.buckles"
  case gpioSignals = "gpio.signals"

  /// A list of maps, rather than one map.
  var isList: Bool {
    switch self {
    case .ports, .devices, .dyads, .gpioOutputs, .gpioButtons, .gpioBuckles: true
    default: false
    }
  }

  /// The map in which this one stands; nil for the top, which stands in none.
  var parent: FileSection? {
    switch self {
    case .top: nil
    case .gpioOutputs, .gpioButtons, .gpioBuckles, .gpioSignals: .gpio
    default: .top
    }
  }

  /// The key behind which it stands in its parent.
  var key: String { rawValue.split(separator: ".").last.map(String.init) ?? rawValue }

  /// How a message names the place.
  var name: String {
    switch self {
    case .top: "the file"
    default: isList ? "an entry of `\(rawValue)`" : "`\(rawValue)`"
    }
  }
}
