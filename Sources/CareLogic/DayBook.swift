import CareModel

/// The days of one infant that were printed, so that a correction gets the next revision.
public struct DayBook: Hashable, Codable, Sendable {
  private var printed: [DaySummary] = []
  /// Up to where days were printed at their end; what follows is still running.
  public private(set) var closedUpTo: Instant

  /// More days than the ledger's detail can reach back, so that a correction is known as one.
  private static let remembered = 20

  public init(startingAt start: Instant) { closedUpTo = start }

  /// Prints a day unless the very same figures were printed already.
  public mutating func print(
    _ infant: InfantIdentifier, _ date: LocalDate?, _ totals: LedgerTotals
  ) -> DaySummary? {
    var summary = DaySummary(
      infant: infant, date: date, contact: totals.contact, noContact: totals.noContact,
      unobserved: totals.unobserved, firstContact: totals.firstContact, revision: 1)
    if let index = printed.lastIndex(where: { $0.date == date }) {
      summary.revision = printed[index].revision
      if summary == printed[index] { return nil }
      summary.revision += 1
      printed[index] = summary
    } else {
      printed.append(summary)
      if printed.count > Self.remembered { printed.removeFirst() }
    }
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
}
