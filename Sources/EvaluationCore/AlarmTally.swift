import CareModel

/// What alarms of some beds came to, added up.
public struct AlarmTally: Hashable, Sendable {
  public var bedDays = 0.0
  /// True episodes of which somebody had to be told.
  public var episodes = 0
  public var raised = 0
  /// Minutes that alarms stood longer than what was so, beyond their delays.
  public var standing: [AlarmCondition: Double] = [:]
  /// Raisings of one condition beyond the first of one true episode.
  public var again: [String] = []
  public var missed: [String] = []
  public var wrong: [String] = []

  public init() {}

  public static func + (left: AlarmTally, right: AlarmTally) -> AlarmTally {
    var sum = left
    sum.bedDays += right.bedDays
    sum.episodes += right.episodes
    sum.raised += right.raised
    sum.standing.merge(right.standing, uniquingKeysWith: +)
    sum.again += right.again
    sum.missed += right.missed
    sum.wrong += right.wrong
    return sum
  }

  /// All conditions together, added in an order that is always the same.
  public var standingMinutes: Double {
    AlarmCondition.allCases.reduce(0) { $0 + (standing[$1] ?? 0) }
  }

  public var wrongPerTenDays: Double { bedDays > 0 ? Double(wrong.count) * 10 / bedDays : 0 }
  public var standingPerDay: Double { bedDays > 0 ? standingMinutes / bedDays : 0 }
  public var extraPerDay: Double { bedDays > 0 ? Double(again.count) / bedDays : 0 }

  /// What is asked of every scenario: that nobody was left untold.
  public var goal: Goal { Goal("missed alarms \(missed.count), none at most", missed.isEmpty) }

  /// What an alarm system is asked for, over all that was simulated.
  public var goals: [Goal] {
    [
      goal,
      Goal(
        "false alarms \(Figure.number(wrongPerTenDays, 2)) in ten bed-days, 1 at most",
        wrongPerTenDays <= 1),
      Goal(
        "alarms stood \(Figure.number(standingPerDay, 1)) min a bed-day too long, 10 at most",
        standingPerDay <= 10),
      Goal(
        "raised again \(Figure.number(extraPerDay, 2)) times a bed-day, 1 at most",
        extraPerDay <= 1),
    ]
  }
}
