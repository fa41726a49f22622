import CareModel
import Configuration
import Testing

@testable import GatewayRuntime
@testable import Uplink

/// From when on what waits for the broker is an alarm.
@Suite struct UplinkLagTests {
  private struct Row: Sendable {
    var ageHours: Double?
    var fillShare: Double
    var isBehind: Bool
  }

  private static let rows = [
    Row(ageHours: nil, fillShare: 0, isBehind: false),
    Row(ageHours: 23.9, fillShare: 0.1, isBehind: false),
    Row(ageHours: 24, fillShare: 0.1, isBehind: true),
    Row(ageHours: 1400, fillShare: 0.1, isBehind: true),
    Row(ageHours: 1, fillShare: 0.79, isBehind: false),
    Row(ageHours: 1, fillShare: 0.8, isBehind: true),
    Row(ageHours: nil, fillShare: 1.2, isBehind: true),
  ]

  @Test(arguments: rows.indices) func ageAndRoomDecide(_ index: Int) {
    let row = Self.rows[index]
    let lag = UplinkLag(UplinkConfiguration(host: "broker"))
    #expect(lag.isBehind(Self.health(row)) == row.isBehind, "\(row)")
  }

  @Test func theConfigurationsLimitsCount() {
    var uplink = UplinkConfiguration(host: "broker")
    uplink.behindAfter = .hours(2)
    uplink.behindAtShare = 0.5
    let lag = UplinkLag(uplink)
    #expect(!lag.isBehind(Self.health(Row(ageHours: 1.9, fillShare: 0.4, isBehind: false))))
    #expect(lag.isBehind(Self.health(Row(ageHours: 2, fillShare: 0.4, isBehind: true))))
    #expect(lag.isBehind(Self.health(Row(ageHours: 1, fillShare: 0.5, isBehind: true))))
  }

  private static func health(_ row: Row) -> UplinkHealth {
    UplinkHealth(
      destination: "mqtt", link: .connected(since: .zero), rows: 1, bytes: 1,
      oldestAge: row.ageHours.map { .hours($0) }, fillShare: row.fillShare, daysLeft: nil,
      inFlight: 0, counts: DeliveryCounts(), refusedRows: 0, thinnedRows: 0, storeProblem: nil)
  }
}
