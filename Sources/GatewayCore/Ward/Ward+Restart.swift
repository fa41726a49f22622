import CareLogic
import CareModel

extension Ward {
  /// Goes on after a restart: the time away is unobserved, alarms stand as they stood, timers pause.
  mutating func restart(_ boot: BootIdentifier, at now: Instant) {
    let gap = now - state.now
    state.now = now
    let isSameMachineBoot = boot.isOnSameMachineBoot(as: state.boot)
    state.clock.restart(at: now, onSameMachineBoot: isSameMachineBoot)
    if !isSameMachineBoot, state.clock.quality == .kept { state.clockIsCarriedOver = true }
    state.boot = boot
    for group in state.alarms.indices { state.alarms[group].skip(gap, table: table) }
    for index in state.dyads.indices {
      loseContact(index, reason: "gateway restarted")
      state.dyads[index].skin.restart()
      state.dyads[index].attachment.restart()
    }
    for index in state.rooms.indices { state.rooms[index].temperature.restart() }
    for index in state.devices.indices {
      state.devices[index].lastHeard = max(state.devices[index].lastHeard, now)
    }
    judgeClock(at: now)
    earliestDeadline = nextDeadline()
    advance(to: now)
    if mustLookAtHeldBack { settleHeldBack(at: now) }
  }

  /// Closes and prints everything that is open, as at the end of a trace.
  public mutating func finish(at now: Instant) -> [CareEvent] {
    advance(to: now)
    for index in state.dyads.indices { finish(index, at: state.now) }
    let finished = events
    events = []
    return finished
  }

  mutating func finish(_ index: Int, at now: Instant) {
    settleContact(index)
    mergeHistory(index, at: now)
    let open = state.dyads[index].ledger.openState
    let confidence = state.dyads[index].detector.confidence
    if let closed = state.dyads[index].ledger.change(to: open, at: now) {
      tell(closed, index, confidence: confidence)
    }
    endSession(index)
    var record = HoursRecord(state.dyads[index], at: now)
    printDays(&record)
    if state.clock.wall(at: now) == nil {
      // Without a clock there is no date, and the hours are printed all the same.
      let from = record.ledger.detailFrom
      if from < now { printDay(&record, nil, from..<now) }
    }
    state.dyads[index].days = record.days
  }
}
