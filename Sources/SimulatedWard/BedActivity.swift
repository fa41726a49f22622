/// How much moves on a bed, second by second: breath, stirs, steps, hands.
///
/// A motion sensor tells the mean square since its last sample, so that what moved is summed up
/// and the difference of two sums is a sample, whatever the period.
struct BedActivity: Sendable {
  private let motion: MotionParameters
  private var generator: SeededGenerator
  private let breath: SlowWave
  private let business: SlowWave
  private var second = 0
  private var stirsUntil = 0
  private var stir = 0.0
  /// Sum of the squares up to each of the last 128 seconds, in thousandths of g squared.
  private var sums = [Double](repeating: 0, count: 128)

  init(motion: MotionParameters, seed: UInt64) {
    self.motion = motion
    generator = SeededGenerator(seed: seed, stream: 0xAC71)
    breath = SlowWave(seed: seed ^ 0xB4EA, knotSeconds: 90)
    business = SlowWave(seed: seed ^ 0xB0B0, knotSeconds: 240)
  }

  mutating func step(_ conditions: BedConditions) {
    let level = amplitude(conditions)
    let sum = sums[second & 127] + level * level
    second += 1
    sums[second & 127] = sum
  }

  /// The motion of the last seconds, 1 to 120, with the sensor's floor, in thousandths of g.
  func rootMeanSquare(overSeconds seconds: Int) -> Double {
    let window = max(1, min(min(seconds, 120), second))
    let sum = sums[second & 127] - sums[(second - window) & 127]
    let mean = second > 0 ? max(0, sum) / Double(window) : 0
    return (mean + motion.noiseFloor * motion.noiseFloor).squareRoot()
  }

  private mutating func amplitude(_ conditions: BedConditions) -> Double {
    let draw = generator.fraction()
    if conditions.isHandled { return 25 + 150 * draw }
    if conditions.isBumped { return 10 + 140 * draw }
    switch conditions.kind {
    case .contact, .wrapped: return worn(conditions.posture, draw)
    case .wornEmpty: return wornEmpty(draw)
    case .pause: return stirred(motion.beddingMotion * (0.6 + 0.8 * draw), draw)
    case .cot(let place), .incubator(let place):
      switch place {
      case .openUnderInfant: return stirred(motion.beddingMotion * (0.6 + 0.8 * draw), draw)
      case .carried: return motion.walking * (0.5 + draw)
      case .inIncubator: return stirred(0.3 * motion.beddingMotion * draw, draw)
      case .putAway, .claspedOnChair, .claspedLyingAbout, .inSun, .onHeater: return 0.2 * draw
      }
    }
  }

  private mutating func worn(_ posture: CaregiverPosture, _ draw: Double) -> Double {
    switch posture {
    case .walking: return motion.walking * (0.6 + 0.8 * draw)
    case .lying: return stirred(breathing(motion.breathing, draw), draw)
    case .sitting: return stirred(1.15 * breathing(motion.breathing, draw), draw)
    }
  }

  /// A caregiver without the infant has her hands free, and is up more often.
  private mutating func wornEmpty(_ draw: Double) -> Double {
    let busy = business.step(atSecond: second)
    if busy < 0.6 * motion.busyShare { return motion.walking * (0.5 + draw) }
    if busy < motion.busyShare { return 8 + 50 * draw }
    return stirred(breathing(motion.caregiverBreathing, draw), draw)
  }

  private func breathing(_ level: Double, _ draw: Double) -> Double {
    level * (0.75 + 0.5 * breath.value(atSecond: second)) * (0.85 + 0.3 * draw)
  }

  private mutating func stirred(_ level: Double, _ draw: Double) -> Double {
    if second >= stirsUntil, draw < motion.stirsAnHour / 3600 {
      stirsUntil = second + generator.integer(3, 15)
      stir = generator.uniform(12, 70)
    }
    return second < stirsUntil ? max(level, stir * (0.4 + draw)) : level
  }
}
