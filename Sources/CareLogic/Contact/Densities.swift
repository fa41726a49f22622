import Glibc

/// The bell curve's density.
@inline(__always)
func bell(_ value: Double, _ mean: Double, _ spread: Double) -> Double {
  let distance = (value - mean) / spread
  return exp(-0.5 * distance * distance) / (spread * 2.506_628)
}

/// Logarithms of densities, none further below the best than `range`.
@inline(__always)
func boundedLogs(_ densities: BySituation, range: Double) -> BySituation {
  let best = densities.largest
  guard best > 0 else { return BySituation(repeating: 0) }
  let least = exp(-range)
  var logs = BySituation(repeating: 0)
  for lane in BySituation.lanes { logs[lane] = log(max(densities[lane] / best, least)) }
  return logs
}

@inline(__always)
func naturalLog(_ value: Double) -> Double { log(value) }

@inline(__always)
func powerOfE(_ value: Double) -> Double { exp(value) }
