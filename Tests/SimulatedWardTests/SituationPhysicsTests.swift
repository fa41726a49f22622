import CareModel
import Testing

@testable import SimulatedWard

/// Where the binder's faces and the infant's skin come to rest in each situation, whatever the draw.
@Suite struct SituationPhysicsTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var kind: CarePhase.Kind
    var room: Double
    /// Degrees C after four hours, and the inner face's lead over the outer.
    var inner: ClosedRange<Double>
    var difference: ClosedRange<Double>
    var skin: ClosedRange<Double> = 35.3...37.8

    var testDescription: String { "\(kind.words) at \(room)" }
  }

  static let table = [
    Expected(kind: .contact, room: 10, inner: 26.3...35.3, difference: 0.6...8.8),
    Expected(kind: .contact, room: 20, inner: 26.3...35.5, difference: 0.6...8.8),
    Expected(kind: .contact, room: 31, inner: 31.8...35.7, difference: 0.3...5),
    Expected(kind: .wrapped, room: 10, inner: 18...33, difference: 0.4...8, skin: 35.8...38.7),
    Expected(kind: .wrapped, room: 20, inner: 23...34, difference: 0.4...8, skin: 35.8...38.7),
    Expected(kind: .wrapped, room: 31, inner: 31...35.5, difference: 0.1...5, skin: 35.8...38.9),
    Expected(
      kind: .wornEmpty(.overClothing), room: 20, inner: 22...33.5, difference: 0.3...8),
    Expected(
      kind: .wornEmpty(.onBareSkin), room: 20, inner: 23...34.5, difference: 0.4...8.5),
    Expected(kind: .cot(.claspedOnChair), room: 10, inner: 8...12, difference: -0.3...0.3),
    Expected(kind: .cot(.claspedOnChair), room: 20, inner: 18.5...21.5, difference: -0.3...0.3),
    Expected(kind: .cot(.claspedLyingAbout), room: 31, inner: 29.5...32, difference: -0.3...0.3),
    Expected(kind: .cot(.openUnderInfant), room: 20, inner: 19.5...26, difference: 0...3.5),
    Expected(
      kind: .incubator(.inIncubator(isClasped: true)), room: 20, inner: 32.4...36.6,
      difference: -0.6...0.6),
    Expected(
      kind: .incubator(.inIncubator(isClasped: false)), room: 10, inner: 32.4...36.6,
      difference: -0.6...0.6),
    Expected(
      kind: .cot(.onHeater(facing: .inner, isClasped: true)), room: 20, inner: 29...46,
      difference: 1...21),
    Expected(
      kind: .cot(.onHeater(facing: .outer, isClasped: false)), room: 20, inner: 21...44,
      difference: -21 ... -0.5),
  ]

  @Test(arguments: table, 0..<12)
  func levels(expected: Expected, seed: UInt64) {
    var physics = BedPhysics(
      script: wideBed(seed: seed, room: expected.room, expected.kind), withActivity: false)
    physics.advance(toSecond: 7200 + 4 * 3600 - 60)
    #expect(expected.inner.contains(physics.inner))
    #expect(expected.difference.contains(physics.inner - physics.outer))
    #expect(expected.skin.contains(physics.skin))
    #expect(physics.conditions.isClasped == expected.kind.isClasped)
  }

  @Test func wornLevelsAndDifferencesFillTheirRanges() {
    var levels: [Double] = []
    var differences: [Double] = []
    for seed in 0..<60 as Range<UInt64> {
      var physics = BedPhysics(script: wideBed(seed: seed, .contact), withActivity: false)
      physics.advance(toSecond: 7200 + 3 * 3600)
      levels.append(physics.inner)
      differences.append(physics.inner - physics.outer)
    }
    #expect(levels.contains { $0 < 28.5 } && levels.contains { $0 > 33.5 })
    #expect(differences.contains { $0 < 2 } && differences.contains { $0 > 6.5 })
  }

  @Test(arguments: 0..<12) func clothKeepsTheInnerFaceCoolerAndSlower(seed: UInt64) {
    func minutesToTwoThirds(_ kind: CarePhase.Kind) -> (level: Double, minutes: Int) {
      var physics = BedPhysics(script: wideBed(seed: seed, kind, hours: 8), withActivity: false)
      physics.advance(toSecond: 7200)
      var inner: [Double] = [physics.inner]
      for minute in 1...470 {
        physics.advance(toSecond: 7200 + minute * 60)
        inner.append(physics.inner)
      }
      let aim = inner[0] + 0.63 * (inner[470] - inner[0])
      return (inner[470], inner.firstIndex { $0 >= aim } ?? 470)
    }
    let skin = minutesToTwoThirds(.contact)
    let cloth = minutesToTwoThirds(.wrapped)
    #expect(cloth.level < skin.level - 0.3)
    #expect(cloth.minutes >= skin.minutes)
    #expect(skin.minutes <= 20)
  }

  @Test(arguments: [BinderFace.inner, .outer], 0..<12)
  func theSunComesAndGoesAndNeverBurns(face: BinderFace, seed: UInt64) {
    let kind = CarePhase.Kind.cot(.inSun(facing: face, isClasped: true))
    var physics = BedPhysics(script: wideBed(seed: seed, kind, hours: 12), withActivity: false)
    var highest = 0.0
    var lowest = 99.0
    var lead = 0.0
    for minute in 60..<720 {
      physics.advance(toSecond: 7200 + minute * 60)
      let lit = face == .inner ? physics.inner : physics.outer
      let other = face == .inner ? physics.outer : physics.inner
      #expect(lit < 46 && other < 46)
      lead += (lit - other) / 660
      highest = max(highest, lit)
      lowest = min(lowest, lit)
    }
    #expect(highest > physics.room + 4 && lead > 0.3)
    #expect(highest - lowest > 1.5)
  }

  @Test(arguments: [10.0, 20, 31], 0..<12)
  func infantsStayPlausibleAllDay(room: Double, seed: UInt64) {
    let truth = BedScript(number: 1, wideSeed: seed, roomTarget: room).truth()
    #expect(truth.skinRange.lowerBound > 34.2 && truth.skinRange.upperBound < 38.2)
    #expect(truth.roomRange.lowerBound > room - 5 && truth.roomRange.upperBound < room + 1.5)
  }

  @Test(arguments: 0..<8) func aFallenProbeReadsTheBeddingOrTheBodies(seed: UInt64) {
    for (kind, most) in [(CarePhase.Kind.cot(.putAway), 30.0), (.contact, 36.5)] {
      var bed = wideBed(seed: seed, kind)
      bed.probeFalls = [TruthInterval(fromSecond: 10_800, toSecond: 14_400)]
      var physics = BedPhysics(script: bed, withActivity: false)
      physics.advance(toSecond: 10_800)
      let seated = physics.probe
      physics.advance(toSecond: 14_000)
      #expect(physics.probe < min(most, seated - 1) && physics.probe > physics.room)
      physics.advance(toSecond: 18_000)
      #expect(abs(physics.probe - physics.seatedProbe) < 0.1)
    }
  }
}
