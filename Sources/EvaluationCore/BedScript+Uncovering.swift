import SimulatedWard

/// What makes an infant cold.
extension BedScript {
  mutating func keepInCot(fromSecond from: Int, minutes: Int) {
    care.replace(
      TruthInterval(fromSecond: max(0, from), toSecond: from + minutes * 60),
      with: .cot(.putAway))
  }

  mutating func uncover(fromSecond from: Int, minutes: Int, towards skin: Double) {
    keepInCot(fromSecond: from - 300, minutes: minutes + 40)
    let conductance = parameters.infant.conductanceLevellingOff(
      atSkin: skin, inRoom: min(parameters.room.target, skin - 2))
    exposures.append(
      Exposure(
        interval: TruthInterval(fromSecond: from, toSecond: from + minutes * 60),
        conductance: conductance))
    exposures.sort { $0.interval.from < $1.interval.from }
  }
}
