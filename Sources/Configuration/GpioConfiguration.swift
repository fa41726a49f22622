import AlarmSignals
import CareModel

/// The lines of GPIO chips that the gateway drives and reads.
public struct GpioConfiguration: Hashable, Sendable {
  /// Names are unique, those of buttons included; so are lines, those of inputs included.
  public var outputs: [GpioOutputConfiguration]
  public var buttons: [GpioButtonConfiguration]
  public var buckles: [GpioBuckleConfiguration]
  public var signals = SignalTiming()
  /// How long a line may take before it counts as failing; 0.1 to 2 s.
  public var answerWithin = TimeLength.seconds(1)
  /// How often each line is asked whether it is there still; 0.2 to 60 s.
  public var checkPeriod = TimeLength.seconds(2)
  /// 0.05 to 10 s, at most `retryAtMost`.
  public var retryFirst = TimeLength.seconds(0.25)
  /// 0.1 to 600 s.
  public var retryAtMost = TimeLength.seconds(10)

  /// What a file means that names these and nothing else; every default of the section.
  public init(
    outputs: [GpioOutputConfiguration] = [], buttons: [GpioButtonConfiguration] = [],
    buckles: [GpioBuckleConfiguration] = []
  ) {
    self.outputs = outputs
    self.buttons = buttons
    self.buckles = buckles
  }
}
