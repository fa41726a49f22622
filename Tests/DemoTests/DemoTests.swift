import CareModel
import Configuration
import Demo
import GatewayCore
import Presentation
import SimulatedWard
import Testing
import TraceFormat

/// The real daemon over pseudo-terminals on virtual time; whole days over ten seeds are `make demo-seeds`.
@Suite struct DemoTests {
  @Test(.timeLimit(.minutes(3)))
  func aSeedGivesTheSameEventsHoweverBusyTheMachineIs() async throws {
    let end = Instant(seconds: 2.5 * 3600)
    let script = WardScript.demo(beds: 2, seed: 11)
    let quick = try await RecordedDemo.run(script, until: end)
    let slow = try await RecordedDemo.run(script, until: end, slowedBy: 2000)
    #expect(!quick.events.isEmpty)
    #expect(quick.events == slow.events)
    // Ports open side by side at the start, in whatever order the machine likes.
    #expect(quick.trace.filter(isNoPort) == slow.trace.filter(isNoPort))
  }

  @Test(.timeLimit(.minutes(3)))
  func anotherSeedGivesOtherEvents() async throws {
    let end = Instant(seconds: 3600)
    let one = try await RecordedDemo.run(.demo(beds: 1, seed: 1), until: end)
    let two = try await RecordedDemo.run(.demo(beds: 1, seed: 2), until: end)
    #expect(one.trace != two.trace)
  }

  @Test(.timeLimit(.minutes(3)))
  func whatWasRecordedReplaysToTheSameEvents() async throws {
    let end = Instant(seconds: 2 * 3600)
    let demo = try await RecordedDemo.run(.demo(beds: 2, seed: 5), until: end)
    let calendar = try #require(FacilityCalendar(zone: Demo.zone, dayStartHour: 0))
    var replay = Replay(
      TraceHeader(start: nil, timezone: Demo.zone, dyads: [], boot: Demo.boot),
      settings: CareSettings(), calendar: calendar)
    var events: [String] = []
    for line in demo.trace {
      let bytes = Array(line.utf8)
      events += try replay.take(bytes, from: 0, to: bytes.count).map(\.line)
    }
    events += replay.finish().map(\.line)
    #expect(demo.events.count > 4)
    #expect(demo.events == events)
  }

  @Test(.timeLimit(.minutes(3)))
  func aCableThatIsPulledAndPutBackCostsNoHours() async throws {
    let script = WardScript.cableOut(from: 2400, to: 3600, seed: 4)
    let day = try await RecordedDemo.run(script, until: Instant(seconds: 2 * 3600))
    let infant = try #require(day.comparison.infants.first)
    #expect(abs(infant.difference.minutes) < 5)
    #expect(infant.unobserved.minutes < 2, "history fills the time without the cable")
    let lost = day.events.filter { $0.contains("port-lost") }
    #expect(lost.count == 2, "raised once and resolved once: \(lost)")
    #expect(day.comparison.agrees)
  }

  @Test(.timeLimit(.minutes(3)))
  func boardsOnOneLineArePolledAndCountAlike() async throws {
    let script = WardScript.calm(beds: 2, seed: 9).polledOverOneLineEach()
    let day = try await RecordedDemo.run(script, until: Instant(seconds: 1.5 * 3600))
    #expect(day.comparison.agrees, "\(day.comparison)")
    let samples = day.trace.filter { $0.contains("\"device\":\"binder-2\"") }
    #expect(samples.count > 900, "one binder report each 5 s for an hour and a half")
  }

  private func isNoPort(_ line: String) -> Bool { !line.contains("\"port\":") }
}
