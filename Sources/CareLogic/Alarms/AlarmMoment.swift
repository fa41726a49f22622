import CareModel

/// What a condition has to know beside its own state when time passes.
public struct AlarmMoment {
  public var now: Instant
  public var rule: AlarmRule
  public var place: AlarmPlace
  public var boot: BootIdentifier
  /// Levels below this one are held back: a worse alarm, a room's, or a standby speaks for them.
  public var firstOpenLevel: Int

  public init(
    now: Instant, rule: AlarmRule, place: AlarmPlace, boot: BootIdentifier, firstOpenLevel: Int = 0
  ) {
    self.now = now
    self.rule = rule
    self.place = place
    self.boot = boot
    self.firstOpenLevel = firstOpenLevel
  }
}
