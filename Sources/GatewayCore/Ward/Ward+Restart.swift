import CareLogic
import CareModel

extension Ward {
  /// Goes on after a restart: the time away is unobserved, alarms stand as they stood, timers pause.
  mutating func restart(_ boot: BootIdentifier, at now: Instant) {
    let gap = now - state.now
    state.now = now
    state.boot = boot
    state.clock.restart(at: now)
    for index in state.dyads.indices {
      loseContact(index, reason: "gateway restarted")
      state.dyads[index].skin.reset()
      state.dyads[index].attachment.restart()
      state.dyads[index].hypothermia.skip(gap)
      state.dyads[index].hyperthermia.skip(gap)
      state.dyads[index].probeDetached.skip(gap)
    }
    for index in state.rooms.indices {
      state.rooms[index].temperature.reset()
      state.rooms[index].cold.skip(gap)
    }
    for index in state.devices.indices {
      state.devices[index].lastHeard = max(state.devices[index].lastHeard, now)
      state.devices[index].battery.skip(gap)
    }
    for port in state.ports.keys { state.ports[port]?.skip(gap) }
    earliestDeadline = nextDeadline()
    advance(to: now)
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
    mergeHistory(index, at: now)
    let open = state.dyads[index].ledger.openState
    let probability = state.dyads[index].detector.probability
    if let closed = state.dyads[index].ledger.change(to: open, at: now) {
      tell(closed, index, confidence: probability)
    }
    endSession(index)
    while state.dyads[index].days.closedUpTo < now,
      let today = day(at: state.dyads[index].days.closedUpTo)
    {
      printDay(index, today.date, today.window, at: now)
      state.dyads[index].days.close(upTo: today.window.upperBound)
    }
    if state.clock.wall(at: now) == nil {
      // Without a clock there is no date, and the hours are printed all the same.
      let from = state.dyads[index].ledger.detailFrom
      if from < now { printDay(index, nil, from..<now, at: now) }
    }
  }
}
