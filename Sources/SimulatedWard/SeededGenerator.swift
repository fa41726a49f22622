/// The only source of randomness of the simulator: xoshiro256**, seeded through SplitMix64.
///
/// The same seed gives the same numbers on every machine; nothing here uses the system's generator
/// or a library function whose last bit may differ.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state0: UInt64
  private var state1: UInt64
  private var state2: UInt64
  private var state3: UInt64

  public init(seed: UInt64) {
    var mixer = seed
    state0 = Self.splitMix(&mixer)
    state1 = Self.splitMix(&mixer)
    state2 = Self.splitMix(&mixer)
    state3 = Self.splitMix(&mixer)
  }

  /// A generator of its own for one part of the ward: what one bed draws never moves another.
  public init(seed: UInt64, stream: UInt64) {
    var mixer = seed
    let first = Self.splitMix(&mixer)
    self.init(seed: first ^ (stream &+ 1) &* 0xD134_2543_DE82_EF95)
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public mutating func next() -> UInt64 {
    let scaled = state1 &* 5
    let result = ((scaled << 7) | (scaled >> 57)) &* 9
    let shifted = state1 << 17
    state2 ^= state0
    state3 ^= state1
    state1 ^= state2
    state0 ^= state3
    state2 ^= shifted
    state3 = (state3 << 45) | (state3 >> 19)
    return result
  }

  /// Evenly distributed from 0 up to, but not including, 1.
  public mutating func fraction() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Evenly distributed over the range.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * fraction()
  }

  /// Evenly distributed over the whole numbers of the range, both ends included.
  public mutating func integer(_ low: Int, _ high: Int) -> Int {
    low + Int(next() >> 33) % (high - low + 1)
  }

  /// True with the given probability, 0 to 1.
  public mutating func chance(_ probability: Double) -> Bool {
    fraction() < probability
  }

  /// Bell-shaped with mean 0 and standard deviation 1, never beyond 3.5.
  ///
  /// The sum of four even numbers: close enough to a normal distribution for sensor noise, and
  /// free of the logarithm and cosine that differ between C libraries.
  public mutating func bell() -> Double {
    let bits = next()
    let sum =
      (bits & 0xFFFF) &+ ((bits >> 16) & 0xFFFF) &+ ((bits >> 32) & 0xFFFF) &+ (bits >> 48)
    return (Double(sum) - 131_070) * (1.732_050_807_568_877_2 / 65_536)
  }

  /// The elements in random order.
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var shuffled = elements
    for last in stride(from: shuffled.count - 1, to: 0, by: -1) {
      shuffled.swapAt(last, integer(0, last))
    }
    return shuffled
  }
}
