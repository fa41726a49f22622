import CareModel
import GatewayCore
import Testing

@testable import GatewayRuntime

/// What is over and waits for somebody to look is answered like what stands.
@Suite struct LatchedAnswerTests {
  /// A clock that stands where a probe that had fallen was just taken away.
  private struct StoppedClock: GatewayClock {
    let now = Instant(seconds: 1600)
    func sleep(until instant: Instant) async throws { try await Task.sleep(for: .seconds(3600)) }
  }

  private static func gateway() -> Gateway {
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
    _ = ward.step(
      .assign(Assignment(infant: "K-001", bed: "1", probe: "probe-1", room: "room-1")), at: .zero)
    for second in stride(from: 0.0, to: 1500, by: 5) {
      let fallen = max(28, 37.4 - max(0, second - 620) / 60)
      for (device, degrees) in [("probe-1", fallen), ("room-1", 24)] {
        var reading = Reading()
        reading.temperature = .value(Celsius(degrees))
        _ = ward.step(
          .sample(Sample(device: DeviceIdentifier(device), reading: reading)),
          at: Instant(seconds: second))
      }
    }
    _ = ward.step(
      .assign(Assignment(infant: "K-002", probe: "probe-1")), at: Instant(seconds: 1500))
    return Gateway(
      core: GatewayCore(ward: ward, ports: [], registry: LinkRegistry([:]), lastInput: 0),
      clock: StoppedClock(), store: nil, machineBoot: "b1", configuredDyads: [], wakesItself: false)
  }

  private static func acknowledgement(_ target: WardResponse.Target) -> WardResponse {
    WardResponse(kind: .acknowledge, condition: nil, target: target, by: "nurse-1")
  }

  @Test func byItsNameOnce() async throws {
    let gateway = Self.gateway()
    let latched = try #require(await gateway.view.alarms.first { $0.isLatched })
    #expect(await gateway.respond(.acknowledge, to: latched.identifier, by: "nurse-1"))
    #expect(await !gateway.view.alarms.contains { $0.isLatched })
    #expect(await !gateway.respond(.acknowledge, to: latched.identifier, by: "nurse-1"))
  }

  @Test(arguments: [WardResponse.Target.infant("K-001"), .everything])
  func byWhomItConcerns(target: WardResponse.Target) async {
    let gateway = Self.gateway()
    #expect(await gateway.respond(Self.acknowledgement(target)))
    #expect(await !gateway.view.alarms.contains { $0.isLatched })
  }

  @Test func whereNothingStandsNothingIsAnswered() async {
    let gateway = Self.gateway()
    #expect(await !gateway.respond(Self.acknowledgement(.infant("K-002"))))
  }
}
