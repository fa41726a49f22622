import AlarmSignals
import CareModel

/// The keys of `gpio` itself; their defaults are those of `GpioConfiguration`.
enum GpioKeys {
  private static let defaults = GpioConfiguration()

  static let chip = FileKey<String>(
    .gpio, "chip", "Label of the chip of every line that names none, as `gpiodetect` shows it",
    .optional("each line names its chip"), .kernelName,
    source: "a label stays when chips are numbered in another order")
  static let answerWithin = FileKey<TimeLength>(
    .gpio, "answer_within_s", "How long an output may take before it counts as failing",
    unit: "s", .byDefault(defaults.answerWithin), .seconds(0.1...2),
    source: "local choice; at the end it is taken three times, and a service has 10 s to end")
  static let checkPeriod = FileKey<TimeLength>(
    .gpio, "check_period_s", "How often each line is asked whether it is there still", unit: "s",
    .byDefault(defaults.checkPeriod), .seconds(0.2...60),
    source: "local choice; a chip that vanishes says nothing by itself")
  static let retryFirst = FileKey<TimeLength>(
    .gpio, "retry_first_s", "How long to wait after the first failure, doubled with each",
    unit: "s", .byDefault(defaults.retryFirst), .seconds(0.05...10))
  static let retryAtMost = FileKey<TimeLength>(
    .gpio, "retry_at_most_s", "How long to wait after many failures", unit: "s",
    .byDefault(defaults.retryAtMost), .seconds(0.1...600))

  static let all: [KeyDescription] =
    [
      chip.description, answerWithin.description, checkPeriod.description, retryFirst.description,
      retryAtMost.description,
    ] + GpioOutputKeys.all + GpioButtonKeys.all + GpioBuckleKeys.all + GpioSignalKeys.all
}

/// The keys that every line has, for the section in which it stands.
struct GpioLineKeys: Sendable {
  let chip: FileKey<String>
  let line: FileKey<String>
  let isActiveLow: FileKey<Bool>
  /// Only of inputs.
  let bias: FileKey<GpioLineConfiguration.Bias>

  init(_ section: FileSection) {
    chip = FileKey(
      section, "chip", "Label of the line's chip", .optional("`chip` of `gpio`"), .kernelName,
      source: "a label stays when chips are numbered in another order")
    line = FileKey(
      section, "line", "Name of the line, as `gpioinfo` shows it", .required, .kernelName,
      source: "the board's device tree")
    isActiveLow = FileKey(
      section, "active_low", "Whether the electrical low is what counts as active",
      .byDefault(false), .onOff)
    bias = FileKey(
      section, "bias", "What the chip's own pull resistors do", .byDefault(.asIs), .word,
      source: "local choice; not every chip has them")
  }
}

/// The keys of an entry of `gpio.outputs`.
enum GpioOutputKeys {
  static let name = FileKey<String>(
    .gpioOutputs, "name", "The output's name in alarms", .required, .identifier)
  static let kind = FileKey<OutputRule.Kind>(
    .gpioOutputs, "kind", "What hangs on the line", .required, .word, source: "docs/WIRING.md")
  static let line = GpioLineKeys(.gpioOutputs)
  static let bed = FileKey<String>(
    .gpioOutputs, "bed",
    "The bed whose alarms it shows, or the infant's pseudonym where the bed has no name",
    .optional("all that is at this hub"), .label)
  static let least = FileKey<AlarmPriority>(
    .gpioOutputs, "least_priority", "The least urgent alarm that it shows",
    .optional("medium, and low for a lamp"), .priority,
    source: "local choice: what is low can wait until somebody passes by")
  static let most = FileKey<AlarmPriority>(
    .gpioOutputs, "most_priority",
    "Of a lamp: the most urgent alarm that it shows, so that each colour has its own lamp",
    .byDefault(.high), .priority, source: "IEC 60601-1-8: red, yellow, cyan or yellow")
  static let callUntil = FileKey<OutputRule.CallUntil>(
    .gpioOutputs, "call_until",
    "Of a nurse call: whether an answered or paused alarm goes on calling while it stands",
    .byDefault(.acknowledged), .word)
  static let pulse = FileKey<TimeLength>(
    .gpioOutputs, "pulse_s",
    "Of gateway-failed: how long the line is on, then off, and so on, for a timer relay",
    unit: "s", .optional("it is on while the gateway works"), .seconds(0.05...10),
    source: "docs/WIRING.md: only pulses show that a board hangs")

  static let all: [KeyDescription] = [
    name.description, kind.description, line.chip.description, line.line.description,
    line.isActiveLow.description, bed.description, least.description, most.description,
    callUntil.description, pulse.description,
  ]
}

/// The keys of an entry of `gpio.buttons`.
enum GpioButtonKeys {
  private static let defaults = GpioButtonConfiguration(
    name: "", line: GpioLineConfiguration(chip: "", name: ""))

  static let name = FileKey<String>(
    .gpioButtons, "name", "The button's name, as who answered an alarm", .required, .identifier)
  static let line = GpioLineKeys(.gpioButtons)
  static let bed = FileKey<String>(
    .gpioButtons, "bed",
    "The bed whose alarms it answers, or the infant's pseudonym where the bed has no name",
    .optional("all that is at this hub"), .label)
  static let debounce = FileKey<TimeLength>(
    .gpioButtons, "debounce_ms", "How long the contact is quiet before it counts", unit: "ms",
    .byDefault(defaults.debounce), .milliseconds(1...1000),
    source: "local choice; contacts bounce for some 10 ms")
  static let longPress = FileKey<TimeLength>(
    .gpioButtons, "long_press_s", "How long it is held to acknowledge; shorter is a pause",
    unit: "s", .byDefault(defaults.longPress), .seconds(0.5...10))

  static let all: [KeyDescription] = [
    name.description, line.chip.description, line.line.description, line.isActiveLow.description,
    line.bias.description, bed.description, debounce.description, longPress.description,
  ]
}

/// The keys of an entry of `gpio.buckles`.
enum GpioBuckleKeys {
  private static let defaults = GpioBuckleConfiguration(
    device: "", line: GpioLineConfiguration(chip: "", name: ""))

  static let device = FileKey<String>(
    .gpioBuckles, "device", "The binder's name for dyads; it is not in `devices`", .required,
    .identifier)
  static let line = GpioLineKeys(.gpioBuckles)
  static let debounce = FileKey<TimeLength>(
    .gpioBuckles, "debounce_ms", "How long the contact is quiet before it counts", unit: "ms",
    .byDefault(defaults.debounce), .milliseconds(1...5000),
    source: "local choice; a binder moves, and a second more or less is nothing in its hours")
  static let reportPeriod = FileKey<TimeLength>(
    .gpioBuckles, "report_period_s", "How often the level is told while it does not change",
    unit: "s", .byDefault(defaults.reportPeriod), .seconds(1...60),
    source: "docs/CONFIGURATION.md: a device that says nothing is silent")

  static let all: [KeyDescription] = [
    device.description, line.chip.description, line.line.description,
    line.isActiveLow.description, line.bias.description, debounce.description,
    reportPeriod.description,
  ]
}
