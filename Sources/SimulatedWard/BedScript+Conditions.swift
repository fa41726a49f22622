import CareModel

extension BedScript {
  /// The whole script as stretches in each of which nothing changes, in order, from second 0.
  func conditions() -> [BedConditions] {
    let handling = handledStretches()
    var changes: Set<Int> = [0]
    for interval in care.phases.map(\.interval) + handling + care.shifts + care.diaperChanges
      + exposures.map(\.interval) + heaterFailures.map(\.interval) + blankets()
      + doorOpenings + probeFalls
    {
      changes.insert(interval.fromSecond)
      changes.insert(interval.toSecond)
    }
    for change in care.postures { changes.insert(change.fromSecond) }
    let blankets = blankets()
    return changes.filter { $0 >= 0 && $0 < CareDay.length }.sorted().map {
      conditions(atSecond: $0, handling: handling, blankets: blankets)
    }
  }

  private func conditions(
    atSecond second: Int, handling: [TruthInterval], blankets: [TruthInterval]
  ) -> BedConditions {
    let posture = care.postures.last { $0.fromSecond <= second }
    let kind = care.phase(atSecond: second)?.kind ?? .cot(.putAway)
    let isShifted = care.shifts.contains(second: second)
    let infant = parameters.infant
    return BedConditions(
      fromSecond: second, binder: Self.binder(kind),
      posture: posture?.posture ?? .sitting, postureTilt: posture?.tilt ?? 50,
      coverage: kind == .contact ? (isShifted ? 0.05 : posture?.coverage ?? 0.95) : 0,
      isHandled: handling.contains(second: second) || isShifted,
      roomConductance: kind == .contact
        ? infant.chestConductance : cotConductance(second, kind, blankets),
      caregiverConductance: kind == .contact ? infant.caregiverConductance : 0,
      isProbeSeated: !probeFalls.contains(second: second),
      unheatedTarget: heaterFailures.first { $0.interval.contains(second: second) }?.target,
      isDoorOpen: doorOpenings.contains(second: second))
  }

  private static func binder(_ kind: CarePhase.Kind) -> BedConditions.Binder {
    switch kind {
    case .contact: .worn
    case .pause, .cot(.openUnderInfant): .openUnderInfant
    case .cot(.putAway): .putAway
    case .cot(.claspedOnChair): .onChair
    }
  }

  private func cotConductance(
    _ second: Int, _ kind: CarePhase.Kind, _ blankets: [TruthInterval]
  ) -> Double {
    if let exposure = exposures.first(where: { $0.interval.contains(second: second) }) {
      return exposure.conductance
    }
    var conductance = parameters.infant.cotConductance
    let isOpened = kind == .pause || care.diaperChanges.contains(second: second)
    if isOpened { conductance *= 1.2 }
    if blankets.contains(second: second) { conductance *= 0.8 }
    return conductance
  }

  /// Staff lay another blanket over the infant while the room is cold.
  private func blankets() -> [TruthInterval] {
    heaterFailures.map { $0.interval.widened(before: .minutes(-10), after: .minutes(20)) }
  }

  /// Hands are on the binder for a minute after each change and half a minute before the next.
  private func handledStretches() -> [TruthInterval] {
    care.phases.flatMap { phase in
      let from = phase.interval.fromSecond
      let to = phase.interval.toSecond
      return [
        TruthInterval(fromSecond: from, toSecond: min(to, from + 60)),
        TruthInterval(fromSecond: max(from, to - 30), toSecond: to),
      ]
    }
  }
}
