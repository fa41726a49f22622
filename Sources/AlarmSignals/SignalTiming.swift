import CareModel

/// The lengths of the patterns; ranges are those of IEC 60601-1-8, values within them local choices.
public struct SignalTiming: Hashable, Sendable {
  /// 75 to 200 ms.
  public var highPulse = TimeLength.seconds(0.15)
  /// Between two pulses of a group; 50 to 125 ms. Before the fourth of each five it is twice this
  /// and a pulse.
  public var highSpacing = TimeLength.seconds(0.1)
  /// Between the two groups of five; 350 to 1300 ms.
  public var highMiddle = TimeLength.seconds(0.5)
  /// From the end of a burst to the next; 2.5 to 15 s.
  public var highPause = TimeLength.seconds(5)
  /// 125 to 250 ms.
  public var mediumPulse = TimeLength.seconds(0.2)
  /// 125 to 250 ms.
  public var mediumSpacing = TimeLength.seconds(0.2)
  /// 2.5 to 30 s.
  public var mediumPause = TimeLength.seconds(7.5)
  /// 125 to 250 ms.
  public var lowPulse = TimeLength.seconds(0.2)
  /// 125 to 250 ms.
  public var lowSpacing = TimeLength.seconds(0.2)
  /// 15 to 120 s; the standard has no upper bound.
  public var lowPause = TimeLength.seconds(30)
  /// Flashes a second, 1.4 to 2.8.
  public var highFlashHertz = 2.0
  /// Flashes a second, 0.4 to 0.8.
  public var mediumFlashHertz = 0.6
  /// The part of a flash that is lit, 0.2 to 0.6.
  public var flashLitShare = 0.5

  public init() {}
}
