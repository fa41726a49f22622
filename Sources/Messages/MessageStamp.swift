import CareModel

/// When a message was written and which one it is of its run.
public struct MessageStamp: Hashable, Sendable {
  public var boot: BootIdentifier
  /// For an event: its number in the store. For health and readings: a count of its own kind.
  public var sequence: Int64
  public var at: Instant
  /// Nil while the gateway does not know what time it is.
  public var wall: WallTime?
  public var quality: ClockQuality

  public init(
    boot: BootIdentifier, sequence: Int64, at: Instant, wall: WallTime?, quality: ClockQuality
  ) {
    self.boot = boot
    self.sequence = sequence
    self.at = at
    self.wall = wall
    self.quality = quality
  }

  /// The same stamp for a moment of the same run that an event names itself.
  public func moved(to instant: Instant) -> MessageStamp {
    var moved = self
    moved.at = instant
    moved.wall = wall.map {
      WallTime(milliseconds: $0.milliseconds + (instant - at).milliseconds)
    }
    return moved
  }
}
