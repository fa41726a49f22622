import CareModel

extension BedScript {
  /// The whole script as stretches in each of which nothing changes, in order, from second 0.
  func conditions() -> [BedConditions] {
    let handling = handledStretches()
    let blankets = blankets()
    var changes: Set<Int> = [0]
    for interval in care.phases.map(\.interval) + handling.map(\.interval) + care.shifts
      + care.repositionings + care.bumps + care.diaperChanges + exposures.map(\.interval)
      + heaterFailures.map(\.interval) + blankets + doorOpenings + probeFalls
    {
      changes.insert(interval.fromSecond)
      changes.insert(interval.toSecond)
    }
    for change in care.postures { changes.insert(change.fromSecond) }
    let end = Int(finish.seconds)
    return changes.filter { $0 >= 0 && $0 < end }.sorted().map {
      conditions(atSecond: $0, handling: handling, blankets: blankets)
    }
  }

  private func conditions(
    atSecond second: Int, handling: [Handling], blankets: [TruthInterval]
  ) -> BedConditions {
    let posture = care.postures.last { $0.fromSecond <= second }
    let kind = care.phase(atSecond: second)?.kind ?? .cot(.putAway)
    let isLoosened = kind.isWornByDyad && care.repositionings.contains(second: second)
    let isShifted = care.shifts.contains(second: second) || isLoosened
    let hands = handling.first { $0.interval.contains(second: second) }
    var conditions = BedConditions(
      fromSecond: second, kind: kind, heat: BinderHeat(kind, parameters: parameters),
      posture: posture?.posture ?? .sitting, postureTilt: posture?.tilt ?? 50,
      coverage: coverage(kind, worn: isShifted ? 0.05 : posture?.coverage ?? 0.95),
      isHandled: hands != nil || (isShifted && kind.isWornByDyad), isLoosened: isLoosened,
      isBumped: care.bumps.contains(second: second),
      roomConductance: infantConductance(second, kind, blankets),
      caregiverConductance: caregiverConductance(kind),
      probeCover: kind.isWornByDyad ? 0.9 : 0.5,
      fallenShare: kind.isWornByDyad
        ? parameters.probe.bodiesShare : parameters.probe.beddingShare,
      isProbeSeated: !probeFalls.contains(second: second),
      unheatedTarget: heaterFailures.first { $0.interval.contains(second: second) }?.target,
      isDoorOpen: doorOpenings.contains(second: second))
    if case .incubator = kind { conditions.infantAir = parameters.warmth.incubatorAir }
    if let hands, hands.settles {
      conditions.settlesFromSecond = hands.interval.fromSecond
      conditions.settlingLength = hands.interval.toSecond - hands.interval.fromSecond
    }
    return conditions
  }

  private func coverage(_ kind: CarePhase.Kind, worn: Double) -> Double {
    let electrode = parameters.electrode
    return switch kind {
    case .contact: worn
    case .wrapped: worn * electrode.clothCoupling
    case .wornEmpty(.tightOnBareSkin): worn
    case .wornEmpty: electrode.clothingCoupling
    case .pause, .cot(.openUnderInfant), .incubator(.openUnderInfant): electrode.beddingCoupling
    case .cot, .incubator: 0
    }
  }

  private func infantConductance(
    _ second: Int, _ kind: CarePhase.Kind, _ blankets: [TruthInterval]
  ) -> Double {
    let infant = parameters.infant
    return switch kind {
    case .contact: infant.chestConductance
    // Its own cloth as well as the binder: less than either alone lets through.
    case .wrapped: infant.chestConductance * 0.9
    case .incubator: infant.incubatorConductance(air: parameters.warmth.incubatorAir)
    case .pause, .wornEmpty, .cot: cotConductance(second, kind, blankets)
    }
  }

  private func caregiverConductance(_ kind: CarePhase.Kind) -> Double {
    switch kind {
    case .contact: parameters.infant.caregiverConductance
    case .wrapped: parameters.infant.caregiverConductance * 0.4
    case .pause, .wornEmpty, .cot, .incubator: 0
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
}
