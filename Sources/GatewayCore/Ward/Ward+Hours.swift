import CareLogic
import CareModel

extension Ward {
  /// Whether the goal was reached in `length` up to `end`; nil where nobody knows the infant.
  ///
  /// What the detector may still change counts as not covered, as does what lies in the future.
  public func hours(
    of infant: InfantIdentifier, ending end: Instant, length: TimeLength
  ) -> HoursAnswer? {
    guard let (record, decided) = hoursRecord(of: infant), length > .zero else { return nil }
    let definition = settings.goalDefinition(over: .before(length))
    let window = max(end - length, record.ledger.detailFrom)..<max(end, record.ledger.detailFrom)
    let totals = record.ledger.totals(within: window, now: decided)
    return HoursAnswer(totals, of: length, definition)
  }

  /// Whether the goal is reached over the window that is configured: so far, where that runs on.
  func goal(of infant: InfantIdentifier) -> HoursAnswer? {
    if settings.goalWindow > .zero {
      return hours(of: infant, ending: state.now, length: settings.goalWindow)
    }
    guard let (record, decided) = hoursRecord(of: infant), let today = day(at: state.now) else {
      return nil
    }
    let totals = record.ledger.totals(within: today.window, now: decided)
    return HoursAnswer(
      totals, of: length(of: today.date, today.window), settings.goalDefinition(over: .kmcDay))
  }

  /// The wall clock's instant; nil while the date is unknown.
  public func instant(of wall: WallTime) -> Instant? { state.clock.instant(of: wall) }

  /// What was learnt of the clock, oldest first; bounded.
  public var clockChanges: [ClockChange] { state.clock.changes }

  private func hoursRecord(
    of infant: InfantIdentifier
  ) -> (record: HoursRecord, decided: Instant)? {
    if let index = dyadIndex(infant) {
      let dyad = state.dyads[index]
      let frontier = min(state.now, dyad.detector.frontier(at: state.now))
      // Unobserved time has nothing left to be decided.
      let isUnobserved = if case .unobserved = dyad.ledger.openState { true } else { false }
      return (HoursRecord(dyad, at: state.now), isUnobserved ? state.now : frontier)
    }
    return state.released.last { $0.infant == infant }.map { (HoursRecord($0), $0.at) }
  }
}
