import CareModel

/// The days of one infant that were printed, so that a correction gets the next revision.
public struct DayBook: Hashable, Codable, Sendable {
  private var printed: [DaySummary] = []
  /// Up to where days were printed at their end; what follows is still running.
  public private(set) var closedUpTo: Instant

  /// More days than the ledger's detail can reach back, under a wrong date and under the right one.
  private static let remembered = 16

  public init(startingAt start: Instant) { closedUpTo = start }

  /// Prints a day unless the very same hours were printed already; its revision is set here.
  public mutating func print(_ day: DaySummary) -> DaySummary? {
    var summary = day
    guard let index = printed.lastIndex(where: { $0.date == day.date }) else {
      summary.revision = 1
      // A day that was never printed has nothing to take back.
      summary.redating = nil
      printed.append(summary.withoutGoal)
      if printed.count > Self.remembered { printed.removeFirst() }
      return summary
    }
    let before = printed[index]
    summary.keepEarlyContact(of: before)
    if summary.hasHours(of: before), !(summary.redating?.isDateUncertain ?? false) { return nil }
    summary.revision = before.revision + 1
    printed[index] = summary.withoutGoal
    return summary
  }

  /// Marks everything before `end` as printed.
  public mutating func close(upTo end: Instant) {
    // Always onwards, also where a clock that was set back lets a day end before it began.
    closedUpTo = max(closedUpTo + TimeLength(milliseconds: 1), end)
  }

  /// Goes back to `start`, because another clock dates the days anew.
  public mutating func reopen(from start: Instant) { closedUpTo = start }

  /// The days that may be printed again.
  public var correctable: [LocalDate] { printed.compactMap(\.date).sorted() }

  /// What was printed last of a day; of the time without a date where `date` is nil.
  public func last(_ date: LocalDate?) -> DaySummary? { printed.last { $0.date == date } }
}

extension DaySummary {
  /// The answer follows from the hours, and need not be kept beside them.
  fileprivate var withoutGoal: DaySummary {
    var summary = self
    summary.goal = nil
    return summary
  }

  /// True where the hours are the same; why and how often it was printed does not matter.
  fileprivate func hasHours(of other: DaySummary) -> Bool {
    contact == other.contact && noContact == other.noContact && unobserved == other.unobserved
      && firstContact == other.firstContact && firstHour == other.firstHour
      && firstContactOfLife == other.firstContactOfLife
  }

  /// What the ledger's detail no longer tells stays as it was printed.
  fileprivate mutating func keepEarlyContact(of before: DaySummary) {
    guard firstContact == before.firstContact else { return }
    firstHour = firstHour ?? before.firstHour
    firstContactOfLife = firstContactOfLife ?? before.firstContactOfLife
  }
}
