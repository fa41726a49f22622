import CareLogic
import CareModel
import Testing

/// A probe's filtered temperatures at one period, as the attachment sees them.
private struct ProbeRun {
  var attachment = ProbeAttachment()
  var skin = 36.8
  var second = 0.0
  var room: Double?
  var inner: Double?
  var period = 5.0
  /// Since it was last asked about.
  var wasDoubted = false
  private let settings = CareSettings()

  init(room: Double?, inner: Double? = nil) {
    self.room = room
    self.inner = inner
  }

  /// Moves towards `target` with a time constant in minutes.
  mutating func drift(to target: Double, minutes: Double, constant: Double) {
    let end = second + minutes * 60
    let start = second
    let from = skin
    while second < end {
      second += period
      skin = target + (from - target) * Self.decay((second - start) / (constant * 60))
      observe()
    }
  }

  /// Changes at an even rate in degrees a minute.
  mutating func slide(by rate: Double, minutes: Double) {
    let steps = Int(minutes * 60 / period)
    for _ in 0..<steps {
      second += period
      skin += rate * period / 60
      observe()
    }
  }

  mutating func observe() {
    attachment.observe(
      Celsius(skin),
      ProbeAttachment.Surroundings(
        room: room.map { Celsius($0) }, inner: inner.map { Celsius($0) }),
      at: Instant(seconds: second), settings: settings)
    if attachment.isDoubted { wasDoubted = true }
  }

  /// exp(-x), from its series, so that the test needs no C library.
  private static func decay(_ exponent: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    let small = exponent / 64
    for index in 1..<20 {
      term *= -small / Double(index)
      sum += term
    }
    var power = sum
    for _ in 0..<6 { power *= power }
    return power
  }
}

@Suite("Whether a probe still sits on the infant")
struct ProbeAttachmentTests {
  @Test(
    "a fall shows within three minutes in a cool and a warm ward", arguments: [20.0, 25, 27.5],
    [1.0, 5, 20])
  func fall(room: Double, period: Double) {
    var run = ProbeRun(room: room)
    run.period = period
    run.drift(to: 36.8, minutes: 10, constant: 5)
    #expect(!run.wasDoubted)
    run.drift(to: room + 1, minutes: 5, constant: 3)
    #expect(run.wasDoubted)
    #expect(run.attachment.doubtedSince.map { $0 <= Instant(seconds: 780) } == true)
  }

  @Test(
    "a binder that somebody warmed casts doubt on a cool infant's probe, and not for hours",
    arguments: [(36.3, true), (35.5, false)])
  func warmedBinder(skin: Double, isPast: Bool) {
    var run = ProbeRun(room: 24, inner: 35)
    run.skin = skin
    run.slide(by: 0, minutes: 10)
    #expect(!run.wasDoubted)
    run.inner = 37.7
    run.slide(by: 0, minutes: 5)
    #expect(run.attachment.isDoubted)
    run.inner = 35
    run.slide(by: 0, minutes: 4)
    #expect(run.attachment.isDoubted)
    run.slide(by: 0, minutes: 2)
    // A reading that would be moderate hypothermia wants somebody to look, whatever it is.
    #expect(run.attachment.isDoubted != isPast)
  }

  @Test("in a ward of 31 degrees nothing proves a fall")
  func hotWard() {
    var run = ProbeRun(room: 31, inner: 36)
    run.drift(to: 32, minutes: 60, constant: 3)
    #expect(!run.wasDoubted)
  }

  @Test(
    "an infant that cools, however far, is never taken for a fallen probe",
    arguments: [20.0, 25, 31], [-0.05, -0.2, -0.4])
  func slowCooling(room: Double, rate: Double) {
    var run = ProbeRun(room: room)
    let minutes = min(240, (36.8 - max(31, room + 3)) / -rate)
    run.slide(by: rate, minutes: minutes)
    #expect(!run.wasDoubted)
  }

  @Test("skin well below the face that it warms is doubted; a cold infant near its face is not")
  func innerFace() {
    var cold = ProbeRun(room: 24, inner: 34.5)
    cold.slide(by: -0.1, minutes: 25)
    #expect(!cold.wasDoubted)
    #expect(abs(cold.skin - 34.3) < 0.01)
    var fallen = ProbeRun(room: 24, inner: 35.8)
    fallen.slide(by: -0.2, minutes: 12)
    #expect(fallen.wasDoubted)
  }

  @Test("a warm reading speaks for itself, whatever else is near")
  func warm() {
    var run = ProbeRun(room: 24, inner: 38)
    run.drift(to: 36.6, minutes: 20, constant: 3)
    #expect(!run.wasDoubted)
  }

  @Test("seated again: over when it has risen and settled for five minutes, not before")
  func reseat() {
    var run = ProbeRun(room: 22)
    run.drift(to: 23, minutes: 20, constant: 3)
    #expect(run.wasDoubted)
    run.drift(to: 35.2, minutes: 8, constant: 3)
    #expect(run.attachment.isDoubted)
    run.drift(to: 35.2, minutes: 15, constant: 3)
    #expect(!run.attachment.isDoubted)
  }

  @Test("a reading back in the normal band ends the doubt, one on its way there does not")
  func normal() {
    var run = ProbeRun(room: 22)
    run.slide(by: -0.7, minutes: 3)
    #expect(run.wasDoubted)
    run.slide(by: 0.7, minutes: 2)
    #expect(run.attachment.isDoubted)
    run.slide(by: 0.7, minutes: 1)
    #expect(run.attachment.isDoubted, "one normal reading is not yet a probe that sits")
    run.slide(by: 0, minutes: 3)
    #expect(!run.attachment.isDoubted)
  }

  @Test("a fallen probe that stays where it fell stays in doubt, for hours and across a gap")
  func stays() {
    var run = ProbeRun(room: 22)
    run.drift(to: 23, minutes: 30, constant: 3)
    #expect(run.wasDoubted)
    run.slide(by: 0, minutes: 300)
    run.attachment.restart()
    run.second += 3600
    run.slide(by: 0, minutes: 30)
    #expect(run.attachment.isDoubted)
  }
}
