import CareModel
import SimulatedWard

/// Stretches in minutes after the start, as in `minutes((0, 10), (20, 30))`.
func minutes(_ pairs: (Double, Double)...) -> [TruthInterval] {
  pairs.map {
    TruthInterval(from: Instant(seconds: $0.0 * 60), to: Instant(seconds: $0.1 * 60))
  }
}

let oneDay = TruthInterval(fromSecond: 0, toSecond: 86_400)
