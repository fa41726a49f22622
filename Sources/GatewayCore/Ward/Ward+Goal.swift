import CareLogic
import CareModel

extension Ward {
  /// Looks whether the day's goal can still be reached, counting whatever was not seen as contact.
  ///
  /// Only time that was seen without contact takes anything away, so the next look is due no sooner
  /// than that much more of it can have passed.
  mutating func lookAtGoal(_ index: Int, at now: Instant) {
    guard let today = day(at: now) else {
      state.dyads[index].goalLook = nil
      return
    }
    let window = today.window
    let group = state.dyads[index].alarms
    if state.dyads[index].goalDay != today.date {
      state.dyads[index].goalDay = today.date
      judge(.behindGoal, .clear, of: group, at: now)
    }
    // What the detector may still change is nobody's claim yet.
    let decided = min(now, state.dyads[index].detector.frontier(at: now))
    let totals = state.dyads[index].ledger.totals(within: window, now: decided)
    let length = length(of: today.date, window)
    let goal = settings.goalPerDay
    let checkAt = window.lowerBound + settings.alarms.behindGoalCheck
    let checkedAt = checkAt + settings.bookedAtLatest
    let isReached = totals.contact >= goal
    if stands(.behindGoal, of: group) {
      if isReached { judge(.behindGoal, .clear, of: group, at: now) }
      state.dyads[index].goalLook = min(window.upperBound, now + Self.goalLookApart)
      return
    }
    // How much may be seen without contact before nothing helps any more.
    let spare = length - goal - totals.noContact
    let isLost = spare < .zero || (spare == .zero && settings.goalMustBeExceeded > 0)
    let isBehind = now >= checkedAt && !isReached && isBehind(at: checkAt, window, index)
    if isLost || isBehind {
      judge(.behindGoal, .met, of: group, at: now)
      state.dyads[index].goalLook = min(window.upperBound, now + Self.goalLookApart)
      return
    }
    var next = now + max(spare, .minutes(1))
    if now < checkedAt { next = min(next, checkedAt) }
    state.dyads[index].goalLook = min(next, window.upperBound)
  }

  mutating func meetGoalLook(_ index: Int, at now: Instant) {
    guard let due = state.dyads[index].goalLook, due <= now else { return }
    lookAtGoal(index, at: now)
  }

  /// Looks again, because the clock or what was booked has changed.
  mutating func lookAtGoalsAnew(at now: Instant) {
    for index in state.dyads.indices { state.dyads[index].goalLook = now }
    schedule(now)
  }

  /// True where too much of the time up to the check was seen without contact.
  private func isBehind(at check: Instant, _ window: Range<Instant>, _ index: Int) -> Bool {
    let checked = window.lowerBound..<min(check, window.upperBound)
    let noContact = state.dyads[index].ledger.totals(within: checked, now: check).noContact
    let possible = (checked.upperBound - checked.lowerBound) - noContact
    return possible.seconds < settings.alarms.behindGoalShare * settings.goalPerDay.seconds
  }

  private static let goalLookApart = TimeLength.minutes(15)
}
