import CareModel
import Foundation
import Testing

@Suite("What is stored as JSON")
struct CodableTests {
  @Test(
    "an identifier is a plain string, whatever it contains",
    arguments: ["K-001", "", "a b\"c\\", "Säugling-3", "漢字", "1"])
  func identifiers(name: String) throws {
    let plain = try JSONEncoder().encode(name)
    #expect(try JSONEncoder().encode(InfantIdentifier(name)) == plain)
    #expect(try JSONDecoder().decode(DeviceIdentifier.self, from: plain).name == name)
    #expect(try JSONDecoder().decode(PortIdentifier.self, from: plain).name == name)
    #expect(try JSONDecoder().decode(BootIdentifier.self, from: plain).name == name)
    #expect(try JSONDecoder().decode(PersonIdentifier.self, from: plain).name == name)
    #expect(try JSONDecoder().decode(AlarmIdentifier.self, from: plain).name == name)
  }

  @Test("a dictionary by identifier is a plain map")
  func keys() throws {
    let byPort: [PortIdentifier: Int] = ["bed-1": 1, "2": 2, "漢 \"": 3]
    let bytes = try JSONEncoder().encode(byPort)
    #expect(try JSONDecoder().decode([String: Int].self, from: bytes).count == 3)
    #expect(try JSONDecoder().decode([PortIdentifier: Int].self, from: bytes) == byPort)
    let byInfant = try JSONDecoder().decode([InfantIdentifier: Int].self, from: bytes)
    #expect(byInfant["bed-1"] == 1)
  }

  @Test("times, quantities and dates come back as they were")
  func values() throws {
    #expect(try Self.again(Instant(milliseconds: -7)) == Instant(milliseconds: -7))
    #expect(try Self.again(TimeLength.minutes(3)) == .minutes(3))
    #expect(try Self.again(WallTime(milliseconds: .max)) == WallTime(milliseconds: .max))
    #expect(try Self.again(Celsius(36.449_999)) == Celsius(36.449_999))
    #expect(try Self.again(LocalDate(year: 2026, month: 2, day: 28)).description == "2026-02-28")
    #expect(try Self.again(CareSettings()) == CareSettings())
    #expect(
      String(decoding: try JSONEncoder().encode(Instant(milliseconds: 5)), as: UTF8.self) == "5")
  }

  @Test("observed values keep what kind of unknown they are")
  func observed() throws {
    let kinds: [Observed<Celsius>] = [
      .value(Celsius(36.5)), .stale(Celsius(36.5)), .unsupported, .invalid(.openCircuit),
    ]
    for kind in kinds {
      #expect(try Self.again(kind) == kind)
      #expect((kind.value == nil) == (kind != .value(Celsius(36.5))))
    }
  }

  @Test("an alarm's identity names boot, subject, condition and onset, and nothing else")
  func alarmIdentity() {
    func identifier(_ boot: BootIdentifier, _ subject: AlarmSubject, _ at: Int64) -> String {
      AlarmIdentifier(
        boot: boot, subject: subject, condition: .coldRoom, onset: Instant(milliseconds: at)
      ).name
    }
    #expect(identifier("b1", .room("room-1"), 70) == "b1/room-1/cold-room/70")
    #expect(identifier("b1", .room("room-1"), 70) == identifier("b1", .room("room-1"), 70))
    #expect(identifier("b2", .room("room-1"), 70) != identifier("b1", .room("room-1"), 70))
    #expect(identifier("b1", .gateway, 70) == "b1/gateway/cold-room/70")
  }

  @Test("classes and priorities are ordered from the least")
  func order() {
    #expect(AlarmClass.mild < .moderate && .moderate < AlarmClass.severe)
    #expect(AlarmPriority.low < .medium && .medium < AlarmPriority.high)
  }

  private static func again<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
