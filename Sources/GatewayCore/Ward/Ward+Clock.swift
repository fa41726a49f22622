import CareLogic
import CareModel

extension Ward {
  /// Takes what a clock says; where dates move, the days of everybody are cut anew.
  mutating func setClock(_ wall: WallTime, _ quality: ClockQuality, at now: Instant) {
    let step = settings.redatingStep
    guard
      let change = state.clock.observe(wall, quality, at: now, boot: state.boot, step: step)
    else { return }
    transitions += 1
    if quality > .kept { state.clockIsCarriedOver = false }
    judgeClock(at: now)
    lookAtGoalsAnew(at: now)
    if change.redates {
      for index in state.dyads.indices {
        var record = HoursRecord(state.dyads[index], at: now)
        redate(&record, change)
        state.dyads[index].days = record.days
      }
      for index in state.released.indices {
        var record = HoursRecord(state.released[index])
        redate(&record, change)
        printDays(&record, DaySummary.Redating(movedBy: change.movedBy, isDateUncertain: false))
        state.released[index].days = record.days
      }
    }
    earliestDeadline = nextDeadline()
    advance(to: now)
  }

  /// A clock that nobody has set, or that only a restart has carried over.
  mutating func judgeClock(at now: Instant) {
    let isUnset = state.clock.quality == .unset
    let isKept = state.clock.quality == .kept && state.clockIsCarriedOver
    let group = Self.gatewayGroup
    note(.clockUntrusted, isUnset ? .met : .clear, level: 0, of: group, at: now)
    note(
      .clockUntrusted, isKept ? .met : .clear, level: AlarmTable.LevelIndex.clockKept, of: group,
      at: now)
    settle(.clockUntrusted, of: group, at: now)
  }

  /// Takes printed days back that another clock dates otherwise, and prints those that are over now.
  private mutating func redate(_ record: inout HoursRecord, _ change: ClockChange) {
    let redating = DaySummary.Redating(movedBy: change.movedBy, isDateUncertain: false)
    if let undated = record.days.last(nil), undated.covered > .zero {
      tell(Self.emptied(undated, redating), &record)
    }
    for date in record.days.correctable {
      guard let printed = record.days.last(date) else { continue }
      tell(redated(printed, record, redating), &record)
    }
    record.days.reopen(from: firstWholeDay(record))
    // Printed here and not at their deadlines, so that they say why.
    while let today = day(at: record.days.closedUpTo), today.window.upperBound <= record.end,
      record.days.last(today.date) == nil
    {
      printDay(&record, today.date, today.window, redating)
      record.days.close(upTo: today.window.upperBound)
    }
  }

  /// A printed day as the clock dates it now.
  private func redated(
    _ printed: DaySummary, _ record: HoursRecord, _ redating: DaySummary.Redating
  ) -> DaySummary {
    guard let date = printed.date else { return printed }
    if let window = window(of: date), record.holdsDetail(of: window) {
      var day = summary(of: record, date, window)
      day.redating = redating
      return day
    }
    if window(of: date) == nil, record.ledger.detailFrom == record.ledger.coveredFrom {
      // The clock leaps over that date: all its hours stand under others.
      return Self.emptied(printed, redating)
    }
    // Its detail is gone: the hours are right, but nobody can say any more whose date they are.
    var day = printed
    day.redating = DaySummary.Redating(movedBy: redating.movedBy, isDateUncertain: true)
    return day
  }

  /// A day that is taken back: nothing of it is covered.
  private static func emptied(
    _ printed: DaySummary, _ redating: DaySummary.Redating
  ) -> DaySummary {
    var day = DaySummary(
      infant: printed.infant, date: printed.date, contact: .zero, noContact: .zero,
      unobserved: .zero, firstContact: nil, revision: 1)
    day.redating = redating
    return day
  }

  /// From where on every day can still be added up in full.
  private func firstWholeDay(_ record: HoursRecord) -> Instant {
    let detailFrom = record.ledger.detailFrom
    guard detailFrom > record.ledger.coveredFrom, let first = day(at: detailFrom),
      first.window.lowerBound < detailFrom
    else { return detailFrom }
    return min(first.window.upperBound, record.days.closedUpTo)
  }
}
