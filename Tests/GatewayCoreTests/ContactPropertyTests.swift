import CareModel
import GatewayCore
import SimulatedWard
import Testing
import TraceFormat

@Suite("What holds of contact on any bed")
struct ContactPropertyTests {
  /// A day of everything on each of three beds, at three periods.
  private static let beds: [ContactPropertyTestsBed] = [
    ContactPropertyTestsBed(seed: 101, hours: 12, period: 10),
    ContactPropertyTestsBed(seed: 102, period: 30), ContactPropertyTestsBed(seed: 103, period: 60),
  ]

  @Test("hours never exceed the time that passed, and what is printed adds up", arguments: beds)
  func hours(bed: ContactPropertyTestsBed) throws {
    let events = bed.played()
    var contact: [ContactInterval] = []
    var unobserved = TimeLength.zero
    var days: [LocalDate?: DaySummary] = [:]
    for event in events {
      switch event {
      case .contact(let interval): contact.append(interval)
      case .unobserved(let interval): unobserved += interval.to - interval.from
      case .session(let session): #expect(session.contact <= session.to - session.from)
      case .day(let day): days[day.date] = day
      default: break
      }
    }
    contact.sort { $0.from < $1.from }
    for (earlier, later) in zip(contact, contact.dropFirst()) { #expect(earlier.to <= later.from) }
    for interval in contact {
      #expect(interval.from < interval.to && interval.to <= bed.end)
      #expect((0.5...1).contains(interval.confidence))
    }
    let printed = contact.reduce(TimeLength.zero) { $0 + ($1.to - $1.from) }
    #expect(days.values.map(\.contact).reduce(.zero, +) == printed)
    #expect(days.values.map(\.unobserved).reduce(.zero, +) == unobserved)
    #expect(days.values.map(\.covered).reduce(.zero, +) == bed.end - Instant.zero)
    #expect(printed > .hours(1))
  }

  @Test("ticks at any instants change no event", arguments: beds)
  func ticks(bed: ContactPropertyTestsBed) {
    let plain = bed.played().map(\.line)
    var generator = SeededGenerator(seed: bed.seed)
    var ward = bed.ward()
    var events: [CareEvent] = []
    for (input, at) in bed.inputs {
      while generator.chance(0.3) {
        let rest = max(0, (at - ward.now).seconds)
        events += ward.step(at: ward.now + .seconds(generator.uniform(0, rest)))
      }
      events += ward.step(input, at: at)
    }
    events += ward.finish(at: bed.end)
    #expect(events.map(\.line) == plain)
  }

  @Test("a checkpoint at any instant, read back, goes on the same", arguments: beds)
  func checkpoints(bed: ContactPropertyTestsBed) throws {
    let plain = bed.played().map(\.line)
    var generator = SeededGenerator(seed: bed.seed)
    var ward = bed.ward()
    var events: [CareEvent] = []
    for (input, at) in bed.inputs {
      if generator.chance(40 / Double(bed.inputs.count)) { ward = try SavedCore(ward).ward() }
      events += ward.step(input, at: at)
    }
    events += ward.finish(at: bed.end)
    #expect(events.map(\.line) == plain)
  }

  @Test("a start on another day shifts the dates and nothing else", arguments: [1, 59, 1000])
  func shifted(days: Int64) throws {
    let bed = Self.beds[1]
    let plain = bed.played()
    let start = WallTime(milliseconds: SimulatedRun.midnight.milliseconds + days * 86_400_000)
    let later = bed.played(start: start)
    try #require(later.count == plain.count)
    for (shifted, original) in zip(later, plain) {
      guard case .day(var day) = shifted else {
        #expect(shifted == original)
        continue
      }
      day.date = day.date.map { LocalDate(dayNumber: $0.dayNumber - Int(days)) }
      #expect(.day(day) == original)
    }
  }

  @Test("twice the samples give the same answer", arguments: beds)
  func doubled(bed: ContactPropertyTestsBed) {
    let once = BookedSeconds(bed.played(), until: bed.end)
    let twice = BookedSeconds(bed.doubled().played(), until: bed.end)
    let changes = once.changes + twice.changes
    let flips = once.flips(to: twice)
    let away = flips.filter { flip in !changes.contains { abs($0 - flip) <= 120 } }
    #expect(away.isEmpty, "\(bed.testDescription): \(flips.stretches)")
    let hours = abs(once.seconds(.contact) - twice.seconds(.contact))
    #expect(hours <= 300, "\(bed.testDescription): \(flips.stretches)")
  }
}
