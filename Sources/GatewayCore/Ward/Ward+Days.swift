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
    return today.window.upperBound + settings.bookedAtLatest
  }

  mutating func closeDay(_ index: Int, at now: Instant) {
    var record = HoursRecord(state.dyads[index], at: now)
    guard let today = day(at: record.days.closedUpTo) else { return }
    printDay(&record, today.date, today.window)
    record.days.close(upTo: today.window.upperBound)
    state.dyads[index].days = record.days
    let horizon = now - settings.ledgerDetail
    state.dyads[index].ledger.forget(before: horizon)
    state.dyads[index].sessions.forget(before: horizon)
    state.dyads[index].providers.forget(before: horizon)
  }

  /// Prints again whatever printed day has other figures now.
  mutating func correctDays(_ index: Int, at now: Instant) {
    var record = HoursRecord(state.dyads[index], at: now)
    correctDays(&record)
    state.dyads[index].days = record.days
  }

  private mutating func correctDays(_ record: inout HoursRecord) {
    for date in record.days.correctable {
      guard let window = window(of: date), record.holdsDetail(of: window) else { continue }
      tell(summary(of: record, date, window), &record)
    }
  }

  /// Prints every day of the record that has begun, up to the record's end.
  mutating func printDays(_ record: inout HoursRecord, _ redating: DaySummary.Redating? = nil) {
    while record.days.closedUpTo < record.end, let today = day(at: record.days.closedUpTo) {
      printDay(&record, today.date, today.window, redating)
      record.days.close(upTo: today.window.upperBound)
    }
  }

  /// Prints what is covered of one day; a day of which nothing is covered is none.
  mutating func printDay(
    _ record: inout HoursRecord, _ date: LocalDate?, _ window: Range<Instant>,
    _ redating: DaySummary.Redating? = nil
  ) {
    var day = summary(of: record, date, window)
    guard day.covered > .zero else { return }
    day.redating = redating
    tell(day, &record)
  }

  mutating func tell(_ day: DaySummary, _ record: inout HoursRecord) {
    if let told = record.days.print(day) { events.append(.day(told)) }
  }

  /// The hours of one window as they stand; the revision is the day book's to set.
  func summary(
    of record: HoursRecord, _ date: LocalDate?, _ window: Range<Instant>
  ) -> DaySummary {
    let totals = record.ledger.totals(within: window, now: record.end)
    var day = DaySummary(
      infant: record.infant, date: date, contact: totals.contact, noContact: totals.noContact,
      unobserved: totals.unobserved, firstContact: totals.firstContact, revision: 1)
    day.firstHour = firstHour(of: record, within: window)
    if let first = totals.firstContact, first == record.ledger.firstContact {
      day.firstContactOfLife = firstContactOfLife(of: record)
    }
    if let date {
      day.goal = HoursAnswer(
        totals, of: length(of: date, window), settings.goalDefinition(over: .kmcDay))
    }
    return day
  }

  /// How long a day is: as the calendar says, or as the timeline has it where that is longer.
  ///
  /// The timeline lacks what passed while the machine was off and no clock could tell how long.
  func length(of date: LocalDate, _ window: Range<Instant>) -> TimeLength {
    let next = LocalDate(dayNumber: date.dayNumber + 1)
    let civil = calendar.start(of: next).milliseconds - calendar.start(of: date).milliseconds
    return max(window.upperBound - window.lowerBound, TimeLength(milliseconds: civil))
  }
}

extension HoursAnswer {
  /// Whatever of the window's length was not added up is not covered.
  init(_ totals: LedgerTotals, of length: TimeLength, _ definition: GoalDefinition) {
    self.init(
      definition: definition, contact: totals.contact, noContact: totals.noContact,
      unobserved: totals.unobserved, notCovered: length - totals.covered)
  }
}
