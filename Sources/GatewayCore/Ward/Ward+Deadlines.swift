import CareLogic
import CareModel

extension Ward {
  /// The next instant at which anything is due.
  func nextDeadline() -> Instant {
    var earliest = Instant.distantFuture
    func consider(_ deadline: Instant?) {
      if let deadline, deadline < earliest { earliest = deadline }
    }
    for device in state.devices {
      consider(silenceDeadline(device))
      consider(device.silent.deadline(rule: device.silentRule(table)))
      consider(device.battery.deadline(rule: table.batteryLow))
    }
    for index in state.dyads.indices {
      let dyad = state.dyads[index]
      consider(detectorDeadline(dyad))
      consider(dyad.hypothermia.deadline(rule: table.hypothermia))
      consider(dyad.hyperthermia.deadline(rule: table.hyperthermia))
      consider(dyad.probeDetached.deadline(rule: table.probeDetached))
      consider(dyad.contradictorySignals.deadline(rule: table.contradictorySignals))
      consider(dyad.branch?.deadline(settings: settings))
      consider(dyad.sessionDeadline(settings: settings))
      consider(dayDeadline(dyad))
    }
    for room in state.rooms { consider(room.cold.deadline(rule: table.coldRoom)) }
    for port in state.ports.values { consider(port.deadline(rule: table.portLost)) }
    consider(state.storeFailing.deadline(rule: table.storeFailing))
    consider(state.uplinkBehind.deadline(rule: table.uplinkBehind))
    consider(state.configurationRefused.deadline(rule: table.configurationRefused))
    return earliest
  }

  /// Does everything that is due at `now`, in a fixed order.
  mutating func meetDeadlines(at now: Instant) {
    for index in state.devices.indices {
      if let due = silenceDeadline(state.devices[index]), due <= now { silence(index, at: now) }
    }
    for index in state.dyads.indices {
      if let due = detectorDeadline(state.dyads[index]), due <= now {
        loseContact(index, reason: lossReason(state.dyads[index]))
      }
    }
    elapseConditions(at: now)
    for index in state.dyads.indices {
      if let due = state.dyads[index].branch?.deadline(settings: settings), due <= now {
        mergeHistory(index, at: now)
      }
      if let due = state.dyads[index].sessionDeadline(settings: settings), due <= now {
        endSession(index)
      }
      while let due = dayDeadline(state.dyads[index]), due <= now { closeDay(index, at: now) }
    }
  }

  private mutating func elapseConditions(at now: Instant) {
    let boot = state.boot
    for index in state.dyads.indices {
      state.dyads[index].hypothermia.elapse(
        to: now, rule: table.hypothermia, boot: boot, into: &events)
      state.dyads[index].hyperthermia.elapse(
        to: now, rule: table.hyperthermia, boot: boot, into: &events)
      state.dyads[index].probeDetached.elapse(
        to: now, rule: table.probeDetached, boot: boot, into: &events)
      state.dyads[index].contradictorySignals.elapse(
        to: now, rule: table.contradictorySignals, boot: boot, into: &events)
    }
    for index in state.rooms.indices {
      state.rooms[index].cold.elapse(to: now, rule: table.coldRoom, boot: boot, into: &events)
    }
    for index in state.devices.indices {
      let rule = state.devices[index].silentRule(table)
      state.devices[index].silent.elapse(to: now, rule: rule, boot: boot, into: &events)
      state.devices[index].battery.elapse(
        to: now, rule: table.batteryLow, boot: boot, into: &events)
    }
    for port in state.ports.keys.sorted() {
      state.ports[port]?.elapse(to: now, rule: table.portLost, boot: boot, into: &events)
    }
    state.storeFailing.elapse(to: now, rule: table.storeFailing, boot: boot, into: &events)
    state.uplinkBehind.elapse(to: now, rule: table.uplinkBehind, boot: boot, into: &events)
    state.configurationRefused.elapse(
      to: now, rule: table.configurationRefused, boot: boot, into: &events)
  }
}
