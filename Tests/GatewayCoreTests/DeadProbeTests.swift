import CareModel
import GatewayCore
import Testing

/// A probe that dies is told in time, whatever its first samples made believe of its period.
@Suite struct DeadProbeTests {
  /// When its silence is told, in seconds, after samples at these.
  private static func toldAt(_ samples: [Double]) -> Double? {
    var ward = Ward(
      settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
    _ = ward.step(.assign(Assignment(infant: "K-001", probe: "probe-1")), at: .zero)
    var events: [CareEvent] = []
    for second in samples {
      var reading = Reading()
      reading.temperature = .value(Celsius(36.9))
      events += ward.step(
        .sample(Sample(device: "probe-1", reading: reading)), at: Instant(seconds: second))
    }
    events += ward.step(at: Instant(seconds: 7200))
    return events.alarms.first { $0.condition == .deviceSilent }.map(\.at.seconds)
  }

  @Test func aLostSampleAfterAStartMakesNoSlowProbe() {
    #expect(Self.toldAt([0, 170]) == 530)
  }

  @Test func aProbeOfOneMinuteMayMissFive() {
    let minutes = stride(from: 0.0, through: 600, by: 60)
    #expect(Self.toldAt(Array(minutes)) == 960)
    // Each third is lost, and it is no slower for that.
    let heard = minutes.filter { Int($0) % 180 != 120 }
    #expect(Self.toldAt(heard) == 960)
  }

  @Test func aQuickProbeIsToldAfterThreeMinutes() {
    #expect(Self.toldAt(Array(stride(from: 0.0, through: 600, by: 5))) == 780)
  }
}
