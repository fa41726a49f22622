import CareModel

/// One row of the alarm table: everything that is decided about one condition.
public struct AlarmRule: Sendable {
  public struct Level: Sendable {
    public var alarmClass: AlarmClass?
    public var priority: AlarmPriority
    public var timing: LevelTiming
    /// When it is met, in words, with number and unit.
    public var threshold: String
    /// When it is over, in words; its delay is in `timing`.
    public var over: String
  }

  public var condition: AlarmCondition
  public var kind: AlarmKind
  /// Least first.
  public var levels: [Level]
  /// Where the threshold comes from.
  public var source: String
  /// From this level on it stays until somebody has acknowledged it; nil where it never does.
  public var latchesFrom: Int?
  /// True where it waits while the infant is in standby.
  public var waitsInStandby: Bool
  public var inhibitions: [AlarmInhibition]
  public var escalation: EscalationTiming
}

/// What holds an alarm back: something of the same bed that says the same, and more.
public struct AlarmInhibition: Hashable, Sendable {
  /// Levels below this one are held back.
  public var levelsBelow: Int
  public var by: AlarmCondition
  /// The other has to stand at this level or a worse one.
  public var fromLevel: Int

  public init(levelsBelow: Int, by: AlarmCondition, fromLevel: Int = 0) {
    self.levelsBelow = levelsBelow
    self.by = by
    self.fromLevel = fromLevel
  }
}
