import AlarmSignals
import CareModel

/// One relay, lamp or buzzer.
public struct GpioOutputConfiguration: Hashable, Sendable {
  /// As in the alarm `output-failed`.
  public var name: String
  public var line: GpioLineConfiguration
  public var rule: OutputRule
  /// Half a pulse of a relay that says that the gateway works, 0.05 to 10 s; nil: it is drawn.
  public var pulse: TimeLength?

  public init(
    name: String, line: GpioLineConfiguration, rule: OutputRule, pulse: TimeLength? = nil
  ) {
    self.name = name
    self.line = line
    self.rule = rule
    self.pulse = pulse
  }
}
