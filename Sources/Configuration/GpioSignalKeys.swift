import AlarmSignals
import CareModel

/// The keys of `gpio.signals`; defaults and ranges are those of `SignalTiming`.
enum GpioSignalKeys {
  private static let standard = "range: IEC 60601-1-8; value: local choice"

  static let lengths: [(key: FileKey<TimeLength>, path: SettingPath)] = [
    length("high_pulse_ms", "High priority: one pulse of the buzzer", 75...200, \.highPulse),
    length(
      "high_spacing_ms",
      "High priority: between two pulses; before the fourth of five twice this and a pulse",
      50...125, \.highSpacing),
    length(
      "high_middle_ms", "High priority: between the two groups of five", 350...1300,
      \.highMiddle),
    pause("high_pause_s", "High priority: from burst to burst", 2.5...15, \.highPause),
    length("medium_pulse_ms", "Medium priority: one pulse", 125...250, \.mediumPulse),
    length("medium_spacing_ms", "Medium priority: between two pulses", 125...250, \.mediumSpacing),
    pause("medium_pause_s", "Medium priority: from burst to burst", 2.5...30, \.mediumPause),
    length("low_pulse_ms", "Low priority: one pulse", 125...250, \.lowPulse),
    length("low_spacing_ms", "Low priority: between two pulses", 125...250, \.lowSpacing),
    pause("low_pause_s", "Low priority: from burst to burst", 15...120, \.lowPause),
  ]

  static let highFlash = FileKey<Double>(
    .gpioSignals, "high_flash_hz", "High priority: flashes of a lamp", unit: "Hz",
    .byDefault(SignalTiming().highFlashHertz), .number(1.4...2.8, unit: "Hz"), source: standard)
  static let mediumFlash = FileKey<Double>(
    .gpioSignals, "medium_flash_hz", "Medium priority: flashes of a lamp", unit: "Hz",
    .byDefault(SignalTiming().mediumFlashHertz), .number(0.4...0.8, unit: "Hz"), source: standard)
  static let litShare = FileKey<Double>(
    .gpioSignals, "flash_lit_share", "The part of a flash in which the lamp is lit",
    unit: "fraction", .byDefault(SignalTiming().flashLitShare), .number(0.2...0.6, unit: nil),
    source: standard)

  static let all: [KeyDescription] =
    lengths.map(\.key.description) + [
      highFlash.description, mediumFlash.description, litShare.description,
    ]

  /// Key paths are told to be sendable one by one.
  typealias SettingPath = WritableKeyPath<SignalTiming, TimeLength> & Sendable

  private static func length(
    _ name: String, _ meaning: String, _ range: ClosedRange<Double>, _ path: SettingPath
  ) -> (FileKey<TimeLength>, SettingPath) {
    let key = FileKey<TimeLength>(
      .gpioSignals, name, meaning, unit: "ms", .byDefault(SignalTiming()[keyPath: path]),
      .milliseconds(range), source: standard)
    return (key, path)
  }

  private static func pause(
    _ name: String, _ meaning: String, _ range: ClosedRange<Double>, _ path: SettingPath
  ) -> (FileKey<TimeLength>, SettingPath) {
    let key = FileKey<TimeLength>(
      .gpioSignals, name, meaning, unit: "s", .byDefault(SignalTiming()[keyPath: path]),
      .seconds(range), source: standard)
    return (key, path)
  }
}
