import CareModel
import GatewayCore
import SimulatedWard
import Testing

@Suite("Hours over any window")
struct HoursTests {
  private static let midnight = WallTime(milliseconds: 1_767_225_600_000)

  /// Worn for the first `worn` hours, open after that, each sample a minute apart.
  private static func ward(
    worn: Double, hours: Double, settings: CareSettings = CareSettings(),
    start: WallTime? = midnight
  ) -> Ward {
    var ward = Ward(settings: settings, calendar: .utc, start: start)
    _ = ward.step(.assign(Assignment(infant: "K-001", binder: "binder-1")), at: .zero)
    var t = 0.0
    while t <= hours * 3600 {
      var reading = Reading()
      let isWorn = t < worn * 3600
      reading.clasp = .value(isWorn)
      reading.contact = .value(ElectrodeLevel(isWorn ? 0.6 : 0.1))
      reading.force = .value(Newtons(isWorn ? 3 : 0))
      reading.motion = .value(MilliG(isWorn ? 9 : 1))
      reading.inner = .value(Celsius(isWorn ? 34.8 : 22))
      reading.outer = .value(Celsius(isWorn ? 27 : 22))
      _ = ward.step(
        .sample(Sample(device: "binder-1", reading: reading)), at: Instant(seconds: t))
      t += 60
    }
    return ward
  }

  private static func hours(_ ward: Ward, _ end: Double, _ length: Double) throws -> HoursAnswer {
    try #require(
      ward.hours(of: "K-001", ending: Instant(seconds: end * 3600), length: .hours(length)))
  }

  @Test("windows inside, across and beyond what is covered")
  func windows() throws {
    let ward = Self.ward(worn: 9, hours: 20)
    let inside = try Self.hours(ward, 12, 6)
    #expect(abs(inside.contact.minutes - 180) <= 3 && inside.notCovered == .zero)
    #expect(inside.window == .hours(6) && inside.reached == .no)
    let day = try Self.hours(ward, 12, 24)
    #expect(day.notCovered == .hours(12) && day.window == .hours(24))
    #expect(day.reached == .yes)
    let ahead = try Self.hours(ward, 26, 24)
    #expect(ahead.notCovered >= .hours(6), "what is still to come is not covered")
    #expect(ahead.reached == .cannotBeSaid)
    #expect(ward.hours(of: "K-777", ending: .zero, length: .hours(24)) == nil)
  }

  @Test("what may still change is not counted as contact")
  func undecided() throws {
    let ward = Self.ward(worn: 9, hours: 8)
    let now = try Self.hours(ward, 8, 8)
    #expect(now.contact <= .hours(8) && now.notCovered <= .minutes(5))
    #expect(now.window == .hours(8))
  }

  @Test("a released infant's hours can still be asked for")
  func released() throws {
    var ward = Self.ward(worn: 9, hours: 10)
    let before = try Self.hours(ward, 10, 24)
    _ = ward.step(.release("K-001"), at: ward.now)
    let after = try Self.hours(ward, 10, 24)
    #expect(abs(after.contact.minutes - before.contact.minutes) <= 3)
    _ = ward.step(at: ward.now + .hours(30))
    let later = try Self.hours(ward, 40, 24)
    #expect(later.notCovered == .hours(24) && later.reached == .cannotBeSaid)
  }

  @Test("the goal of the view follows the configured window and comparator")
  func view() throws {
    let plain = Self.ward(worn: 8.5, hours: 20).view.beds[0].goal
    let day = try #require(plain)
    #expect(day.definition.words == "more than 8 h of contact in a KMC day")
    #expect(day.window == .hours(24) && day.reached == .yes)
    var settings = CareSettings()
    settings.goalWindow = .hours(10)
    settings.goalMustBeExceeded = 0
    let before = Self.ward(worn: 8.5, hours: 20, settings: settings).view.beds[0].goal
    let answer = try #require(before)
    #expect(answer.definition.words == "at least 8 h of contact in 10 h")
    #expect(answer.reached == .no)
    #expect(Self.ward(worn: 1, hours: 2, start: nil).view.beds[0].goal == nil)
  }
}
