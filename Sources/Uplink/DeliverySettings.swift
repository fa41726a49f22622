import CareModel

/// How one destination is served.
public struct DeliverySettings: Hashable, Sendable {
  /// Backlog beside live traffic, in messages a second; nil: as fast as it is acknowledged.
  public var backlogPerSecond: Int?
  /// A connection without an acknowledgement for so long is taken down, and all is sent again.
  public var acknowledgementWithin: TimeLength
  /// An attempt to connect is given up after so long.
  public var connectionWithin: TimeLength
  /// The pause after the first failure; it doubles with each one up to `longestPause`.
  public var firstPause: TimeLength
  public var longestPause: TimeLength
  /// What is younger when the connection comes about is sent before the backlog.
  public var liveWithin: TimeLength

  /// Local choices: a hundred a second empties eight weeks of eight beds within a quarter of an
  /// hour and leaves a shared broker its breath; five minutes find a router that was plugged in
  /// again before the nurse asks.
  public static let standard = DeliverySettings(
    backlogPerSecond: 100, acknowledgementWithin: .seconds(30), connectionWithin: .seconds(60),
    firstPause: .seconds(1), longestPause: .minutes(5), liveWithin: .minutes(10))

  public init(
    backlogPerSecond: Int?, acknowledgementWithin: TimeLength, connectionWithin: TimeLength,
    firstPause: TimeLength, longestPause: TimeLength, liveWithin: TimeLength
  ) {
    self.backlogPerSecond = backlogPerSecond.map { min(max($0, 1), 1_000_000) }
    self.acknowledgementWithin = acknowledgementWithin
    self.connectionWithin = connectionWithin
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.liveWithin = liveWithin
  }

  /// How long to wait after `failures` in a row, from half of the doubled pause to all of it.
  ///
  /// `jitter` in 0..<1 keeps the gateways of a ward apart when their broker comes back.
  func pause(after failures: Int, jitter: Double) -> TimeLength {
    let doublings = min(max(failures - 1, 0), 30)
    let doubled = min(firstPause.milliseconds << doublings, longestPause.milliseconds)
    let share = 0.5 + min(max(jitter, 0), 1) / 2
    return TimeLength(milliseconds: Int64(Double(doubled) * share))
  }
}
