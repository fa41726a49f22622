import CareModel
import GatewayCore
import Testing

/// What a bed's alarm is folded into is heard at that bed: each may have a relay of its own alone.
@Suite struct BedAlarmTests {
  private static func ward() -> Ward {
    var ward = Ward(
      settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
    for assignment in [
      Assignment(infant: "K-001", bed: "1", room: "room-1"),
      Assignment(infant: "K-002", room: "room-1"),
      Assignment(infant: "K-003", bed: "3", room: "room-2"),
    ] {
      _ = ward.step(.assign(assignment), at: .zero)
    }
    return ward
  }

  @Test func aColdRoomIsHeardAtEachOfItsBeds() {
    var ward = Self.ward()
    for second in stride(from: 0.0, to: 1800, by: 30) {
      for (room, degrees) in [("room-1", 19.0), ("room-2", 24)] {
        var reading = Reading()
        reading.temperature = .value(Celsius(degrees))
        _ = ward.step(
          .sample(Sample(device: DeviceIdentifier(room), reading: reading)),
          at: Instant(seconds: second))
      }
    }
    let medium = Annunciation.Level(standing: .medium, sounding: .medium)
    #expect(ward.annunciation.beds == ["1": medium, "K-002": medium])
    #expect(ward.annunciation.ward == medium)
  }

  @Test func aRoomsThermometerIsHeardAtItsOwnBeds() {
    var ward = Self.ward()
    for second in stride(from: 0.0, to: 1800, by: 30) {
      for (room, battery) in [("room-1", 3000.0), ("room-2", 2000)] {
        var reading = Reading()
        reading.temperature = .value(Celsius(24))
        reading.battery = .value(Millivolts(battery))
        _ = ward.step(
          .sample(Sample(device: DeviceIdentifier(room), reading: reading)),
          at: Instant(seconds: second))
      }
    }
    let low = Annunciation.Level(standing: .low, sounding: .low)
    #expect(ward.annunciation.beds == ["3": low])
    #expect(ward.annunciation.everywhere == Annunciation.Level())
  }

  /// No bed's alarm, and of all of them: a ward may have relays of beds alone.
  @Test func whatIsTheGatewaysOwnIsHeardEverywhere() {
    var ward = Self.ward()
    _ = ward.step(.store(isFailing: true), at: Instant(seconds: 10))
    #expect(ward.annunciation.ward.standing == .medium)
    #expect(ward.annunciation.beds.isEmpty)
    #expect(ward.annunciation.everywhere.sounding == .medium)
  }
}
