import CareLogic
import CareModel

extension Ward {
  /// The next instant at which anything is due.
  func nextDeadline() -> Instant {
    var earliest = Instant.distantFuture
    func consider(_ deadline: Instant?) {
      if let deadline, deadline < earliest { earliest = deadline }
    }
    for device in state.devices { consider(silenceDeadline(device)) }
    for dyad in state.dyads {
      consider(detectorDeadline(dyad))
      consider(dyad.branch?.deadline(settings: settings))
      consider(dyad.sessionDeadline(settings: settings))
      consider(dayDeadline(dyad))
      consider(dyad.goalLook)
      consider(dyad.standby?.until)
    }
    for group in state.alarms {
      for condition in group.conditions {
        consider(condition.deadline(rule: table[condition.condition]))
      }
    }
    consider(state.alarmTest?.until)
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
    endWhatIsTimed(at: now)
    elapseConditions(at: now)
    for index in state.dyads.indices {
      if let due = state.dyads[index].branch?.deadline(settings: settings), due <= now {
        mergeHistory(index, at: now)
      }
      if let due = state.dyads[index].sessionDeadline(settings: settings), due <= now {
        endSession(index)
      }
      while let due = dayDeadline(state.dyads[index]), due <= now { closeDay(index, at: now) }
      meetGoalLook(index, at: now)
    }
  }
}
