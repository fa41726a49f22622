import CareModel
import GatewayCore
import SimulatedWard
import Testing
import TraceFormat

@Suite("The same inputs give the same events")
struct DeterminismTests {
  /// Six hours of a morning with faults: long enough for alarms, history and days to matter.
  private static let end = Instant(seconds: 21_600)

  private static func script(_ seed: UInt64) -> WardScript { .demo(beds: 2, seed: seed) }

  @Test("twice the same run, any cutting of the bytes, and needless ticks: byte for byte")
  func sameEvents() {
    let script = Self.script(11)
    let run = SimulatedRun.whole(script, until: Self.end)
    #expect(run.lines.count > 4)
    let again = SimulatedRun.whole(script, until: Self.end)
    #expect(again.lines == run.lines)
    let chunked = SimulatedRun.whole(script, until: Self.end) {
      $0.chunking = SeededGenerator(seed: 12)
    }
    #expect(chunked.lines == run.lines)
    let ticked = SimulatedRun.whole(script, until: Self.end) {
      $0.needlessTick = .seconds(0.7)
    }
    #expect(ticked.lines == run.lines)
  }

  @Test("what was taken, recorded and replayed through a fresh ward, gives the same events")
  func replayed() throws {
    let script = Self.script(13)
    let run = SimulatedRun.whole(script, until: Self.end)
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: SimulatedRun.midnight)
    for assignment in script.assignments { _ = ward.step(.assign(assignment), at: .zero) }
    var lines: [String] = []
    for (input, at) in run.taken { lines += ward.step(input, at: at).map(\.line) }
    lines += ward.finish(at: Self.end).map(\.line)
    #expect(lines == run.lines)
  }

  @Test("a start on another day shifts the dates and nothing else", arguments: [1, 50, 800])
  func shifted(days: Int64) throws {
    let script = Self.script(14)
    let run = SimulatedRun.whole(script, until: Instant(seconds: 7200))
    let start = WallTime(milliseconds: SimulatedRun.midnight.milliseconds + days * 86_400_000)
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: start)
    for assignment in script.assignments { _ = ward.step(.assign(assignment), at: .zero) }
    var events: [CareEvent] = []
    for (input, at) in run.taken { events += ward.step(input, at: at) }
    events += ward.finish(at: Instant(seconds: 7200))
    try #require(events.count == run.events.count)
    for (shifted, original) in zip(events, run.events) {
      guard case .day(var day) = shifted else {
        #expect(shifted == original)
        continue
      }
      day.date = day.date.map { LocalDate(dayNumber: $0.dayNumber - Int(days)) }
      #expect(.day(day) == original)
    }
  }
}
