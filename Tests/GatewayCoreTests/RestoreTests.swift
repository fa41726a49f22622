import CareModel
import GatewayCore
import SimulatedWard
import Testing
import TraceFormat

@Suite("A checkpoint, and going on from it")
struct RestoreTests {
  private static let end = Instant(seconds: 18_000)

  private static let run = SimulatedRun.whole(.demo(beds: 2, seed: 21), until: end)

  private static func fresh() -> Ward {
    let run = SimulatedRun(.demo(beds: 2, seed: 21))
    return run.core.ward
  }

  @Test("restored without a restart at any input, the ward says what its twin says")
  func twin() throws {
    let taken = Self.run.taken
    var generator = SeededGenerator(seed: 22)
    let cuts = Set((0..<40).map { _ in generator.integer(0, taken.count - 1) })
    var ward = Self.fresh()
    var restored = ward
    for (index, (input, at)) in taken.enumerated() {
      if cuts.contains(index) { restored = try SavedCore(restored).ward() }
      let expected = ward.step(input, at: at).map(\.line)
      let said = restored.step(input, at: at).map(\.line)
      if said != expected {
        Issue.record("input \(index): \(said), not \(expected)")
        return
      }
    }
    #expect(restored.finish(at: Self.end).map(\.line) == ward.finish(at: Self.end).map(\.line))
  }

  @Test("a restored ward wants to be woken no later than its twin")
  func deadlines() throws {
    var ward = Self.fresh()
    for (index, (input, at)) in Self.run.taken.enumerated() {
      _ = ward.step(input, at: at)
      guard index.isMultiple(of: 997) else { continue }
      #expect(ward.deadline <= (try SavedCore(ward).ward()).deadline, "input \(index)")
    }
  }

  @Test("thirty kills: what stood stands, what was counted stays, and the time away is unobserved")
  func kills() throws {
    let taken = Self.run.taken
    var generator = SeededGenerator(seed: 23)
    let cuts = Set((0..<30).map { _ in generator.integer(taken.count / 10, taken.count - 1000) })
    var ward = Self.fresh()
    for (index, (input, at)) in taken.enumerated() {
      if cuts.contains(index) {
        try goesOn(from: ward, cut: index, gap: .seconds(Double(generator.integer(1, 900))))
      }
      _ = ward.step(input, at: at)
    }
  }

  /// Restarts a ward `gap` after what it knows, and lets the rest of the day happen.
  private func goesOn(from ward: Ward, cut: Int, gap: TimeLength) throws {
    let before = ward.view
    let savedAt = ward.now
    let back = savedAt + gap
    var restored = try SavedCore(ward).ward()
    var events = restored.step(.boot("b2"), at: back)
    let after = restored.view
    // A pending silence may have come due meanwhile; nothing that stood may be gone.
    for alarm in before.alarms {
      #expect(
        after.alarms.contains {
          $0.subject == alarm.subject && $0.condition == alarm.condition && $0.since == alarm.since
        },
        "\(alarm.condition) of \(alarm.subject.name) is gone")
    }
    for case .alarm(let alarm) in events {
      #expect(alarm.state != .resolved && alarm.state != .active, "\(CareEvent.alarm(alarm).line)")
    }
    for (bed, was) in zip(after.beds, before.beds) {
      #expect(bed.today.contact <= was.today.contact)
      #expect(was.today.contact - bed.today.contact <= .seconds(90))
      #expect(bed.today.covered == back - .zero)
      // At most what was not yet confirmed by a sample, and the time away.
      let unseen = bed.today.unobserved - was.today.unobserved
      #expect(unseen <= gap + .seconds(90), "\(unseen) in a gap of \(gap)")
    }
    for (input, at) in Self.run.taken[cut...] where at >= back {
      events += restored.step(input, at: at)
    }
    events += restored.finish(at: Self.end)
    for bed in before.beds { expectSound(bed.infant, events, back: back) }
  }

  private func expectSound(_ infant: InfantIdentifier, _ events: [CareEvent], back: Instant) {
    var last = Instant.zero
    var contact = TimeLength.zero
    var day: DaySummary?
    for event in events {
      switch event {
      case .contact(let interval) where interval.infant == infant:
        #expect(interval.from >= last, "contact is counted twice")
        last = interval.to
        contact += interval.to - interval.from
      case .day(let summary) where summary.infant == infant: day = summary
      default: break
      }
    }
    #expect(day?.covered == Self.end - .zero)
    let truth = Self.run.ward.script.truth(until: Self.end).first { $0.infant == infant }
    #expect(((day?.contact ?? .zero) - (truth?.contactLength ?? .zero)).minutes <= 5)
  }

  @Test("the state of a day has a bounded size", arguments: [4])
  func size(beds: Int) throws {
    let run = SimulatedRun.whole(.calm(beds: beds, seed: 24), until: Instant(seconds: 7200))
    let bytes = try SavedCore(run.core).bytes.count
    #expect(bytes < 6000 * beds, "\(bytes) bytes")
  }
}
