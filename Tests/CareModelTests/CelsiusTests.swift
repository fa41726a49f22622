import CareModel
import TestSupport
import Testing

@Suite("Temperatures as they are shown and judged")
struct CelsiusTests {
  @Test(
    "rounds half-up to tenths, also around the clinical limits and below zero",
    arguments: [
      (36.45, 365), (36.4499, 364), (36.5, 365), (35.95, 360), (35.9499, 359), (31.95, 320),
      (31.9499, 319), (37.55, 376), (37.5499, 375), (37.5, 375), (21.95, 220), (21.9499, 219),
      (0, 0), (0.05, 1), (-0.05, 0), (-0.0501, -1), (-0.15, -1), (-0.1501, -2), (-40, -400),
    ] as [(Double, Int)])
  func shownTenths(degrees: Double, tenths: Int) {
    #expect(Celsius(degrees).shownTenths == tenths)
  }

  @Test("every tenth shows as itself, and half a tenth less one thousandth below it, too")
  func everyTenth() {
    for tenths in -400...1000 {
      let degrees = Double(tenths) / 10
      #expect(Celsius(degrees).shownTenths == tenths)
      #expect(Celsius(degrees + 0.049).shownTenths == tenths)
      #expect(Celsius(degrees - 0.049).shownTenths == tenths)
    }
  }

  @Test("never rises where the temperature falls")
  func monotonous() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<10_000 {
      let one = Double.random(in: -60...120, using: &generator)
      let other = Double.random(in: -60...120, using: &generator)
      #expect(Celsius(min(one, other)).shownTenths <= Celsius(max(one, other)).shownTenths)
    }
  }
}
