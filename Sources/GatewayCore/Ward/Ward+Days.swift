import CareLogic
import CareModel

extension Ward {
  /// The KMC day in which `instant` lies, as a window of the timeline; nil while the date is unknown.
  func day(at instant: Instant) -> (date: LocalDate, window: Range<Instant>)? {
    // A day that was entered is not left again where a restart set the clock back.
    guard let wall = state.clock.latestWall(upTo: instant) else { return nil }
    let date = calendar.date(at: wall)
    return window(of: date).map { (date, $0) }
  }

  func window(of date: LocalDate) -> Range<Instant>? {
    let next = LocalDate(dayNumber: date.dayNumber + 1)
    guard let from = state.clock.instant(of: calendar.start(of: date)),
      let to = state.clock.instant(of: calendar.start(of: next)), from < to
    else { return nil }
    return from..<to
  }

  /// When the infant's running day is printed: its end, and the time that late decisions may take.
  func dayDeadline(_ dyad: Dyad) -> Instant? {
    guard let today = day(at: dyad.days.closedUpTo) else { return nil }
    return today.window.upperBound + settings.bookingLag
  }

  mutating func closeDay(_ index: Int, at now: Instant) {
    guard let today = day(at: state.dyads[index].days.closedUpTo) else { return }
    printDay(index, today.date, today.window, at: now)
    state.dyads[index].days.close(upTo: today.window.upperBound)
    state.dyads[index].ledger.forget(before: now - settings.ledgerDetail)
  }

  mutating func printDay(
    _ index: Int, _ date: LocalDate?, _ window: Range<Instant>, at now: Instant
  ) {
    let totals = state.dyads[index].ledger.totals(within: window, now: now)
    guard totals.covered > .zero else { return }
    let infant = state.dyads[index].infant
    if let summary = state.dyads[index].days.print(infant, date, totals) {
      events.append(.day(summary))
    }
  }

  /// Prints again whatever printed day has other figures now.
  mutating func correctDays(_ index: Int, at now: Instant) {
    for date in state.dyads[index].days.correctable {
      guard let window = window(of: date),
        window.lowerBound >= state.dyads[index].ledger.detailFrom
          || state.dyads[index].ledger.detailFrom == state.dyads[index].ledger.coveredFrom
      else { continue }
      let infant = state.dyads[index].infant
      let totals = state.dyads[index].ledger.totals(
        within: window, now: min(now, window.upperBound))
      if let summary = state.dyads[index].days.print(infant, date, totals) {
        events.append(.day(summary))
      }
    }
  }

  /// Takes what a clock says; where it moves what was believed, printed days are dated anew.
  mutating func setClock(_ wall: WallTime, _ quality: ClockQuality, at now: Instant) {
    guard let moved = state.clock.observe(wall, quality, at: now) else { return }
    if abs(moved.milliseconds) >= settings.redatingStep.milliseconds {
      for index in state.dyads.indices {
        correctDays(index, at: now)
        state.dyads[index].days.reopen(from: firstWholeDay(state.dyads[index]))
      }
    }
    earliestDeadline = nextDeadline()
    advance(to: now)
  }

  /// From where on every day can still be added up in full.
  private func firstWholeDay(_ dyad: Dyad) -> Instant {
    let detailFrom = dyad.ledger.detailFrom
    guard detailFrom > dyad.ledger.coveredFrom, let first = day(at: detailFrom),
      first.window.lowerBound < detailFrom
    else { return detailFrom }
    return min(first.window.upperBound, dyad.days.closedUpTo)
  }

}
