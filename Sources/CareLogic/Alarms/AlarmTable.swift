import CareModel

/// The alarm table: one row for every condition, built from the settings.
public struct AlarmTable: Sendable {
  /// In the order in which people read them.
  public let rules: [AlarmRule]
  private let byCondition: [AlarmCondition: AlarmRule]

  public init(_ settings: CareSettings) {
    let rows = AlarmRows(settings)
    rules = [
      rows.hypothermia, rows.fallingFast, rows.hyperthermia, rows.probeDetached, rows.coldRoom,
      rows.hotRoom, rows.contactInterrupted, rows.behindGoal, rows.deviceSilent, rows.batteryLow,
      rows.contradictorySignals, rows.portLost, rows.clockUntrusted, rows.storeFailing,
      rows.diskFilling, rows.uplinkBehind, rows.configurationRefused, rows.outputFailed,
      rows.stationUnreachable,
    ]
    byCondition = Dictionary(rules.map { ($0.condition, $0) }) { first, _ in first }
  }

  /// The row of a condition; every condition has one, and a test holds that.
  public subscript(condition: AlarmCondition) -> AlarmRule {
    byCondition[condition] ?? rules[0]
  }

  /// Levels of conditions that have more than one without a class.
  public enum LevelIndex {
    /// Hypothermia, by class.
    public static let mild = 0
    public static let moderate = 1
    public static let severe = 2
    /// A detached probe whose reading would be moderate hypothermia or worse.
    public static let detachedAndCold = 1
    /// A silent probe on an infant.
    public static let probeSilent = 1
    /// The clock goes on with what a restart has carried over.
    public static let clockKept = 1
  }
}
