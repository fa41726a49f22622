import CareModel

/// One round of a pattern: how long it is on, off, on, and so on, then from the start again.
public struct SignalCycle: Hashable, Sendable {
  /// Begins with on; every one is longer than nothing. One alone is never off.
  public let lengths: [TimeLength]

  public init(_ pattern: SignalPattern, _ timing: SignalTiming) {
    lengths =
      switch pattern {
      case .highBurst: Self.highBurst(timing)
      case .mediumBurst:
        Self.burst(
          3, timing.mediumPulse, [timing.mediumSpacing], pause: timing.mediumPause)
      case .lowBurst:
        Self.burst(2, timing.lowPulse, [timing.lowSpacing], pause: timing.lowPause)
      case .highFlash: Self.flash(timing.highFlashHertz, timing.flashLitShare)
      case .mediumFlash: Self.flash(timing.mediumFlashHertz, timing.flashLitShare)
      case .lowLight: [.seconds(1)]
      }
  }

  /// Whether it is on so long after its start, and for how long yet; nil is for ever.
  public func state(after elapsed: TimeLength) -> (isOn: Bool, changesIn: TimeLength?) {
    guard lengths.count > 1 else { return (true, nil) }
    let round = lengths.reduce(0) { $0 + $1.milliseconds }
    var left = max(0, elapsed.milliseconds) % max(1, round)
    for (index, length) in lengths.enumerated() {
      if left < length.milliseconds {
        return (index.isMultiple(of: 2), TimeLength(milliseconds: length.milliseconds - left))
      }
      left -= length.milliseconds
    }
    return (false, .zero)
  }

  private static func highBurst(_ timing: SignalTiming) -> [TimeLength] {
    let short = timing.highSpacing
    let long = short * 2 + timing.highPulse
    let group = [short, short, long, short]
    return burst(
      10, timing.highPulse, group + [timing.highMiddle] + group, pause: timing.highPause)
  }

  /// The last of `spacings` holds for all that follow.
  private static func burst(
    _ pulses: Int, _ pulse: TimeLength, _ spacings: [TimeLength], pause: TimeLength
  ) -> [TimeLength] {
    var lengths: [TimeLength] = []
    for index in 0..<pulses - 1 {
      lengths += [pulse, spacings[min(index, spacings.count - 1)]]
    }
    return lengths + [pulse, pause]
  }

  private static func flash(_ hertz: Double, _ litShare: Double) -> [TimeLength] {
    let lit = TimeLength.seconds(litShare / hertz)
    return [lit, TimeLength.seconds(1 / hertz) - lit]
  }
}
