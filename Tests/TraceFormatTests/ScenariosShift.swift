import CareModel
import TestSupport
import Testing
import TraceFormat

/// A start that is moved by whole days, in a zone without summer time, moves dates and nothing else.
@Suite struct ShiftScenarios {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func wholeDaysMoveDatesOnly(seed: UInt64) throws {
    let days = [1, 7, -3, 28, 365, 3653][Int(seed) - 1]
    let (plain, shifted) = (
      try Self.trace(seed: seed, days: 0).run(), try Self.trace(seed: seed, days: days).run()
    )
    #expect(plain.events.count == shifted.events.count)
    #expect(plain.days.count >= 3)
    #expect(plain.days.contains { $0.firstContactOfLife != nil })
    for (event, other) in zip(plain.events, shifted.events) {
      guard case .day(var day) = event, let date = day.date else {
        #expect(event == other)
        continue
      }
      day.date = LocalDate(dayNumber: date.dayNumber + days)
      #expect(CareEvent.day(day) == other)
    }
  }

  private static func trace(seed: UInt64, days: Int) -> TraceBuilder {
    func text(_ seconds: Double) -> String {
      let start = 1_768_060_800.0 + Double(days) * 86_400  // 2026-01-10T16:00:00Z
      return WallTime(milliseconds: Int64(start + seconds) * 1000).iso8601
    }
    var random = SeededGenerator(seed: seed)
    var trace = TraceBuilder([
      Assignment(
        infant: "K-001", binder: "binder-1", probe: "probe-1",
        born: WallTime(iso8601: text(-1800)))
    ])
    trace.start = text(0)
    var t = 0.0
    while t < 40 * 3600 {
      let end = t + Double.random(in: 600...20_000, using: &random).rounded()
      switch Int.random(in: 0..<4, using: &random) {
      case 0: trace.binder(.open, t..<end, every: 60)
      case 1: break
      default: trace.binder(.worn, t..<end, every: 60)
      }
      t = end
    }
    trace.add(30_000, "\"clock\":\"\(text(30_090))\",\"quality\":\"synchronised\"")
    trace.add(90_000, "\"boot\":\"b2\"")
    trace.add(100_000, "\"clock\":\"\(text(99_000))\",\"quality\":\"operator\"")
    return trace
  }
}
