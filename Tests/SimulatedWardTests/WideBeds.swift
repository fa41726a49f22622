import CareModel

@testable import SimulatedWard

/// A wide-drawn bed in which one thing goes on after two hours of a put-away binder.
func wideBed(
  seed: UInt64, room: Double = 20, _ kind: CarePhase.Kind, hours: Int = 4
) -> BedScript {
  var bed = BedScript(number: 1, wideSeed: seed, roomTarget: room)
  let postures = bed.care.postures
  bed.care = CareDay(phases: [
    CarePhase(.cot(.putAway), TruthInterval(fromSecond: 0, toSecond: 7200)),
    CarePhase(kind, TruthInterval(fromSecond: 7200, toSecond: 7200 + hours * 3600)),
    CarePhase(
      .cot(.putAway), TruthInterval(fromSecond: 7200 + hours * 3600, toSecond: CareDay.length)),
  ])
  bed.care.postures = postures
  bed.doorOpenings = []
  return bed
}

/// What a bed's binder or probe said from one second to another.
func readings(
  _ bed: BedScript, _ role: BoardRole = .binder, from: Int = 0, to: Int
) -> [Reading] {
  var ward = SimulatedWard(script: WardScript(beds: [bed], seed: 1))
  var found: [Reading] = []
  let device = bed.board(role)?.device
  ward.trace(upTo: TruthInterval(fromSecond: 0, toSecond: to).to) { arrival in
    guard case .sample(let sample) = arrival.event, sample.device == device else { return }
    if arrival.at.seconds >= Double(from) { found.append(sample.reading) }
  }
  return found
}

func mean(_ values: [Double]) -> Double {
  values.reduce(0, +) / Double(max(1, values.count))
}

func median(_ values: [Double]) -> Double {
  values.isEmpty ? .nan : values.sorted()[values.count / 2]
}
