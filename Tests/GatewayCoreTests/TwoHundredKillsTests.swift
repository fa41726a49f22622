import CareModel
import GatewayCore
import SimulatedWard
import Testing
import TraceFormat

@Suite("Two hundred kills beside a twin that was never killed")
struct TwoHundredKillsTests {
  private static let kills = 200
  private static let end = Instant(seconds: 2 * 86_400)
  /// Where one and the other see a change of contact: as far as a decision may be off.
  private static let tolerance = TimeLength.minutes(1)

  private struct Outcome {
    var killed: KilledTwin
    var whole: KilledTwin
    var changes: Int
  }

  private static func run(seed: UInt64) throws -> Outcome {
    var generator = SeededGenerator(seed: seed)
    let moments = (0..<kills).map { _ in
      Instant(milliseconds: Int64(generator.uniform(60, end.seconds - 600) * 1000))
    }.sorted()
    var samples = CareSamples(seed: seed)
    var killed = KilledTwin()
    var whole = KilledTwin()
    var next = 0
    var now = Instant.zero + KilledTwin.period
    while now <= end {
      let reading = samples.reading(at: now)
      try whole.feed(reading, at: now)
      while next < moments.count, moments[next] < now {
        killed.kill(at: moments[next], for: .seconds(generator.uniform(1, 240)))
        next += 1
      }
      try killed.feed(reading, at: now)
      now = now + KilledTwin.period
    }
    try killed.finish(at: end)
    try whole.finish(at: end)
    return Outcome(killed: killed, whole: whole, changes: samples.changes)
  }

  @Test(
    "little is unobserved, nothing is doubled, nothing observed is lost", arguments: [41, 42, 43])
  func kills(seed: UInt64) throws {
    let outcome = try Self.run(seed: seed)
    let killed = Told(outcome.killed.events)
    let whole = Told(outcome.whole.events)
    #expect(outcome.killed.away.count > Self.kills * 3 / 4)
    let away = outcome.killed.away.reduce(TimeLength.zero) {
      $0 + ($1.upperBound - $1.lowerBound)
    }
    let lost = killed.total(\.unobserved) - whole.total(\.unobserved)
    let allowed = away + .seconds(30 * Double(outcome.killed.away.count))
    #expect(lost <= allowed, "\(lost.minutes) min unobserved, \(allowed.minutes) allowed")
    // Not in sum alone: each gap begins at most 30 s before the last sample that was taken.
    var excused = whole.unobserved
    for gap in outcome.killed.away {
      excused.ranges.append((gap.lowerBound - .seconds(30))..<gap.upperBound)
    }
    let unexcused = killed.unobserved.length(outside: excused)
    // A kill in the midst of a change may leave a doubt that its twin has not.
    #expect(unexcused <= Self.tolerance * 3, "\(unexcused.minutes) min unobserved while it ran")
    #expect(killed.total(\.covered) == Self.end - .zero)
    #expect(whole.total(\.covered) == Self.end - .zero)
    killed.expectNothingDoubled()
    whole.expectNothingDoubled()
    let doubt = Self.tolerance * Int64(outcome.changes)
    let invented = killed.contact.length(outside: whole.contact)
    #expect(invented <= doubt, "\(invented.minutes) min of contact that the twin did not see")
    let missed = whole.contact.length(outside: killed.contact.union(killed.unobserved))
    #expect(missed <= doubt, "\(missed.minutes) min of contact observed and not counted")
    #expect(killed.contact.length > whole.contact.length - allowed - doubt)
  }
}

/// What a run told of its one infant.
private struct Told {
  var contact = Stretches()
  var unobserved = Stretches()
  private var identities: [String] = []
  private var days: [LocalDate?: DaySummary] = [:]

  init(_ events: [CareEvent]) {
    for event in events {
      switch event {
      case .contact(let interval):
        contact.ranges.append(interval.from..<interval.to)
        identities.append("contact \(interval.from)")
      case .unobserved(let interval): unobserved.ranges.append(interval.from..<interval.to)
      case .session(let session):
        identities.append("session \(session.from) \(session.revision)")
      case .day(let day):
        identities.append("day \(day.date?.description ?? "") \(day.revision)")
        days[day.date] = day
      case .alarm(let alarm):
        identities.append("\(alarm.identifier) \(alarm.state) \(alarm.at)")
      case .response, .standby, .alarmTest: break
      }
    }
  }

  func total(_ path: KeyPath<DaySummary, TimeLength>) -> TimeLength {
    days.values.reduce(.zero) { $0 + $1[keyPath: path] }
  }

  func expectNothingDoubled() {
    #expect(Set(identities).count == identities.count)
    #expect(contact.overlap == .zero && unobserved.overlap == .zero)
    #expect(contact.length == total(\.contact))
  }
}

/// Stretches of time as a set.
private struct Stretches {
  var ranges: [Range<Instant>] = []

  var length: TimeLength { joined.reduce(.zero) { $0 + ($1.upperBound - $1.lowerBound) } }

  /// How much is in more than one stretch.
  var overlap: TimeLength {
    ranges.reduce(.zero) { $0 + ($1.upperBound - $1.lowerBound) } - length
  }

  func union(_ other: Stretches) -> Stretches { Stretches(ranges: ranges + other.ranges) }

  func length(outside other: Stretches) -> TimeLength { union(other).length - other.length }

  private var joined: [Range<Instant>] {
    var joined: [Range<Instant>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
